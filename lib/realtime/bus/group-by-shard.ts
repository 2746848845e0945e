import { shardOf } from "@/lib/realtime/protocol/channel";
import type { BusMessage } from "./bus";

/** Groups messages by shard and keeps their order, which is the order of the log within each channel. */
export function groupByShard(messages: readonly BusMessage[], shards: number): Map<number, BusMessage[]> {
  return Map.groupBy(messages, ({ channel }) => shardOf(channel, shards));
}
