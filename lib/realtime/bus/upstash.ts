import "server-only";
import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { log } from "@/lib/log";
import type { Bus, BusHandler, BusMessage } from "./bus";
import { groupByShard } from "./group-by-shard";
import { decodeBatch, encodeBatches, isFrom } from "./message";
import { PublishQueue } from "./publish-queue";
import { Upstream } from "./upstream";
import { openStream } from "./upstream-stream";

/** Channel names reach a URL unencoded: letters, digits, `:`, `_` and `-` only. */
const topicOf = (shard: number) => `pw:shard:${shard}`;

/** The SDK's errors quote the whole command, and with it people's data: the log gets the beginning. */
function faultOf(error: unknown): string {
  return String(error).split(", command was")[0]?.slice(0, 200) ?? "";
}

/** An upstream stays for so long after its last listener, so that a page that is loaded anew does not cost one. */
const GRACE_MS = 5_000;
const PUBLISH_TIMEOUT_MS = 3_000;
/** Between two attempts to find out whether the service takes messages again, at most. */
const PROOF_MS = 1_000;

interface Shard {
  readonly handlers: Set<BusHandler>;
  readonly upstream: Upstream;
  /** Runs while nobody listens. */
  grace: NodeJS.Timeout | undefined;
}

/** A shard without a message: an empty batch, which proves that the bus carries and is nobody's business. */
type Item = BusMessage | { readonly proves: number };

interface UpstashOptions {
  url: string;
  token: string;
  shards: number;
  graceMs?: number;
}

/**
 * Redis pub/sub over Upstash's REST interface: one streaming request for each shard that has a handler.
 *
 * This process's own messages are handed over at once, so one instance alone works even while Redis is away. When
 * Redis brings them back they are dropped, and prove that the upstream lives: see upstream-state.ts.
 */
export function upstashBus({ url, token, shards, graceMs = GRACE_MS }: UpstashOptions): Bus {
  const redis = new Redis({
    url,
    token,
    automaticDeserialization: false,
    enableTelemetry: false,
    // A doorbell that rings late is no help: the log has been looked into by then.
    retry: { retries: 1, backoff: () => 50 },
    signal: () => AbortSignal.timeout(PUBLISH_TIMEOUT_MS),
  });
  const origin = randomUUID();
  const open = new Map<number, Shard>();
  const counted = { published: 0, failures: 0, unparsable: 0, resubscriptions: 0 };
  let hasFailedToPublish = false;
  let proof: NodeJS.Timeout | undefined;
  let isClosed = false;
  let standing: { state: "ok" | "failing"; since: Date } = { state: "ok", since: new Date() };

  const reckon = () => {
    const isFailing = hasFailedToPublish || [...open.values()].some(({ upstream }) => upstream.isFailing);
    const state = isFailing ? "failing" : "ok";
    if (state === standing.state) return;
    standing = { state, since: new Date() };
    if (isFailing) log.warn({}, "The bus failed; events arrive through the position check meanwhile");
    else log.info({}, "The bus works again");
  };

  const garbage = (shard: number) => {
    counted.unparsable++;
    log.warn({ shard }, "A message on the bus could not be parsed");
  };

  const handOver = (shard: number, messages: readonly BusMessage[]) => {
    for (const handler of open.get(shard)?.handlers ?? [])
      try {
        handler(messages);
      } catch (error) {
        log.error({ error, shard }, "A listener of the bus failed");
      }
  };

  const receive = (shard: number, text: string): boolean => {
    if (isFrom(origin, text)) return true;
    const messages = decodeBatch(text);
    if (messages === null) garbage(shard);
    else if (messages.length > 0) handOver(shard, messages);
    return messages !== null;
  };

  const request = async (batches: ReadonlyMap<number, readonly BusMessage[]>) => {
    const begunAt = performance.now();
    const pipeline = redis.pipeline();
    for (const [shard, messages] of batches)
      for (const text of encodeBatches(origin, messages)) pipeline.publish(topicOf(shard), text);
    await pipeline.exec();
    for (const shard of batches.keys()) open.get(shard)?.upstream.happen({ kind: "published", begunAt });
  };

  const queue = new PublishQueue<Item>(async (items) => {
    const messages = items.filter((item) => "channel" in item);
    const batches = groupByShard(messages, shards);
    for (const item of items) if ("proves" in item && !batches.has(item.proves)) batches.set(item.proves, []);
    try {
      await request(batches);
      counted.published += messages.length;
      hasFailedToPublish = false;
    } catch (error) {
      publishFailed(error);
      throw error;
    } finally {
      reckon();
    }
  });

  /** Only when something has failed: what works proves itself by working. */
  const prove = (shard: number) => {
    if (!isClosed) queue.add([{ proves: shard }], 0).catch(() => undefined);
  };

  /** What has befallen one shard, or a publish, may have befallen them all, and the quiet ones do not notice. */
  const proveAllSoon = () => {
    if (isClosed || proof !== undefined) return;
    proof = setTimeout(
      () => {
        proof = undefined;
        for (const shard of open.size > 0 ? open.keys() : [0]) prove(shard);
      },
      PROOF_MS * (0.5 + Math.random() / 2),
    ).unref();
  };

  const publishFailed = (error: unknown) => {
    hasFailedToPublish = true;
    counted.failures++;
    log.warn({ fault: faultOf(error) }, "The bus did not take a message");
    proveAllSoon();
  };

  const openUpstream = (shard: number) =>
    new Upstream({
      open: (listener) => openStream({ url, token, topic: topicOf(shard) }, listener),
      receive: (text) => receive(shard, text),
      garbage: () => garbage(shard),
      failed: (why, times) => {
        counted.failures++;
        log.warn({ shard, times, fault: faultOf(why) }, "An upstream of the bus failed");
        if (times === 1) proveAllSoon();
      },
      reopened: () => {
        counted.resubscriptions++;
      },
      prove: () => prove(shard),
      changed: reckon,
    });

  const end = (shard: number, { upstream, grace }: Shard) => {
    clearTimeout(grace);
    open.delete(shard);
    upstream.close();
    reckon();
  };

  return {
    shards,
    publish: async (messages) => {
      if (messages.length === 0) return;
      for (const [shard, batch] of groupByShard(messages, shards))
        queueMicrotask(() => handOver(shard, batch));
      const size = messages.reduce((sum, { data }) => sum + data.length, 0);
      await queue.add(messages, size);
    },
    subscribe: (shard, handler) => {
      if (isClosed) return () => undefined;
      const entry = open.get(shard) ?? {
        handlers: new Set(),
        upstream: openUpstream(shard),
        grace: undefined,
      };
      open.set(shard, entry);
      clearTimeout(entry.grace);
      entry.handlers.add(handler);
      return () => {
        if (!entry.handlers.delete(handler) || entry.handlers.size > 0 || open.get(shard) !== entry) return;
        entry.grace = setTimeout(() => end(shard, entry), graceMs).unref();
      };
    },
    resubscribe: (shard, missedAt) => open.get(shard)?.upstream.happen({ kind: "missed", missedAt }),
    stats: () => ({
      kind: "upstash",
      ...standing,
      upstreams: [...open.values()].filter(({ upstream }) => upstream.isOpen).length,
      ...counted,
    }),
    close: () => {
      isClosed = true;
      clearTimeout(proof);
      for (const [shard, entry] of open) end(shard, entry);
    },
  };
}
