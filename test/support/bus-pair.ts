import { expect, vi } from "vitest";
import * as z from "zod";
import { transaction } from "@/lib/db/transaction";
import { orderChannel } from "@/lib/orders/model/channels";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import type { BusKeys } from "@/lib/realtime/bus/signature";
import { topicOf } from "@/lib/realtime/bus/topic";
import type { HubOptions } from "@/lib/realtime/hub/stream-hub";
import { shardOf } from "@/lib/realtime/protocol/channel-hash";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";
import { startInstance } from "./stream-instance";
import { BUS_KEYS, connectBus } from "./upstash";
import type { UpstashShim } from "./upstash-shim";

export const SHARDS = 4;

const saidEvent = defineEvent({
  name: "said",
  durability: "durable",
  priority: "high",
  schema: z.object({ n: z.number() }),
});
const saidSchema = z.object({ n: z.number(), channel: z.string(), offset: z.number() });

/** Starts two instances on one database and one Redis, each with a reader of the same channel. */
export async function startPair(
  shim: UpstashShim,
  options: Partial<HubOptions> = {},
  keys: { there: BusKeys } = { there: BUS_KEYS },
) {
  const buses = {
    here: connectBus(shim, { shards: SHARDS }),
    there: connectBus(shim, { shards: SHARDS, keys: keys.there }),
  };
  provideBus(buses.here);
  const here = startInstance(buses.here, options);
  const there = startInstance(buses.there, options);
  const channel = orderChannel.name(crypto.randomUUID());
  const readers = [await here.open({ channels: [channel] }), await there.open({ channels: [channel] })];
  const heard = (index: 0 | 1) =>
    (readers[index]?.heard("said") ?? []).map((frame) => saidSchema.parse(frame));
  let written = 0;
  return {
    here,
    there,
    channel,
    say: async (): Promise<number> => {
      written += 1;
      const n = written;
      await transaction(async (tx) => publish(tx, [{ channel, event: saidEvent, data: { n } }]));
      return n;
    },
    written: () => written,
    /** Until both instances get what is published for the channel; before, they read it from the log. */
    isHeardOnBus: async () => {
      const topic = topicOf(shardOf(channel, SHARDS));
      const subscribed = () => shim.subscriptions().filter((one) => one === topic);
      await vi.waitFor(() => expect(subscribed()).toHaveLength(2));
    },
    heardHere: () => heard(0),
    heardThere: () => heard(1),
    resets: () => readers.flatMap((reader) => reader.heard("reset")),
    stop: async () => {
      for (const reader of readers) reader.leave();
      await Promise.all([here.stop(), there.stop()]);
      provideBus(undefined);
    },
  };
}

export type Pair = Awaited<ReturnType<typeof startPair>>;
