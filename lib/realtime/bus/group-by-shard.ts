import { shardOf } from "@/lib/realtime/protocol/channel-hash";
import type { BusMessage } from "./bus";

/** Keeps the order of the messages, which is the order of the log within each channel. */
export function groupByShard(messages: readonly BusMessage[], shards: number): Map<number, BusMessage[]> {
  return Map.groupBy(messages, ({ channel }) => shardOf(channel, shards));
}
