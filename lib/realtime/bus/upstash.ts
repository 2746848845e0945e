import "server-only";
import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { log } from "@/lib/log";
import type { Bus, BusHandler } from "./bus";
import { groupByShard } from "./group-by-shard";
import { decodeBatch, encodeBatch } from "./message";

/** Channel names reach a URL unencoded: letters, digits, `:`, `_` and `-` only. */
const topicOf = (shard: number) => `pw:shard:${shard}`;

/** The SDK's errors quote the whole command, and with it people's data: the log gets the beginning. */
function faultOf(error: unknown): string {
  return String(error).split(", command was")[0]?.slice(0, 200) ?? "";
}

interface Shard {
  readonly handlers: Set<BusHandler>;
  /** Ends the upstream that is open now. */
  close: () => void;
}

interface UpstashOptions {
  url: string;
  token: string;
  shards: number;
}

/**
 * Redis pub/sub over Upstash's REST interface: one streaming request for each shard that has a handler.
 *
 * The SDK says nothing when such a request ends, so nothing here relies on it staying open: the hub notices
 * what is missing (position check) and asks for a new one. This process's own messages are handed over at
 * once and dropped when Redis brings them back, so one instance alone works even while Redis is away.
 */
export function upstashBus({ url, token, shards }: UpstashOptions): Bus {
  const redis = new Redis({ url, token, automaticDeserialization: false, enableTelemetry: false });
  const origin = randomUUID();
  const open = new Map<number, Shard>();
  let state: "ok" | "failing" = "ok";
  const counted = { published: 0, failures: 0, unparsable: 0, resubscriptions: 0 };

  const fail = (shard: number | null, error: unknown) => {
    state = "failing";
    counted.failures++;
    log.warn(
      { shard, fault: faultOf(error) },
      "The bus failed; events arrive through the position check meanwhile",
    );
  };

  const receive = (shard: number, text: unknown) => {
    const batch = typeof text === "string" ? decodeBatch(text) : null;
    if (batch === null) {
      counted.unparsable++;
      log.warn({ shard }, "A message on the bus could not be parsed");
    } else if (batch.origin !== origin) {
      for (const handler of open.get(shard)?.handlers ?? []) handler(batch.messages);
    }
  };

  const openUpstream = (shard: number): (() => void) => {
    const upstream = redis.subscribe<unknown>(topicOf(shard));
    upstream.on("subscribe", () => {
      state = "ok";
    });
    upstream.on("message", ({ message }) => receive(shard, message));
    upstream.on("error", (error) => fail(shard, error));
    return () => {
      upstream.removeAllListeners();
      upstream.unsubscribe().catch((error: unknown) => fail(shard, error));
    };
  };

  return {
    shards,
    publish: async (messages) => {
      if (messages.length === 0) return;
      const batches = groupByShard(messages, shards);
      const pipeline = redis.pipeline();
      for (const [shard, batch] of batches) {
        pipeline.publish(topicOf(shard), encodeBatch({ origin, messages: batch }));
        queueMicrotask(() => {
          for (const handler of open.get(shard)?.handlers ?? []) handler(batch);
        });
      }
      try {
        await pipeline.exec();
        counted.published += messages.length;
        state = "ok";
      } catch (error) {
        fail(null, error);
        throw error;
      }
    },
    subscribe: (shard, handler) => {
      let entry = open.get(shard);
      if (entry === undefined) {
        entry = { handlers: new Set(), close: openUpstream(shard) };
        open.set(shard, entry);
      }
      const { handlers } = entry.handlers.add(handler) && entry;
      return () => {
        if (!handlers.delete(handler) || handlers.size > 0) return;
        open.get(shard)?.close();
        open.delete(shard);
      };
    },
    resubscribe: (shard) => {
      const entry = open.get(shard);
      if (entry === undefined) return;
      counted.resubscriptions++;
      entry.close();
      entry.close = openUpstream(shard);
    },
    stats: () => ({ kind: "upstash", state, upstreams: open.size, ...counted }),
  };
}
