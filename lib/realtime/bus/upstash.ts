import "server-only";
import { randomUUID } from "node:crypto";
import { logger } from "@/lib/server/logger";
import type { Bus, BusHandler, BusMessage } from "./bus";
import { faultOf } from "./fault-of";
import { groupByShard } from "./group-by-shard";
import { logRarely } from "./log-rarely";
import { decodeBatch, isFrom } from "./message";
import { type BusKeys, Signatures } from "./signature";
import { topicOf } from "./topic";
import { UpstashPublisher } from "./upstash-publisher";
import { Upstream } from "./upstream";
import { openStream } from "./upstream-stream";

/** Keeps an upstream open after its last listener, so that a page reload does not cost a new one. */
const GRACE_MS = 5_000;

interface Shard {
  readonly handlers: Set<BusHandler>;
  readonly upstream: Upstream;
  grace: NodeJS.Timeout | undefined;
}

interface UpstashOptions {
  url: string;
  token: string;
  shards: number;
  keys: BusKeys;
  graceMs?: number;
}

/**
 * Delivers this process's own messages at once, so a single instance works even while Redis is away. When Redis returns
 * them they are dropped, and prove that the upstream is alive.
 */
export function upstashBus({ url, token, shards, keys, graceMs = GRACE_MS }: UpstashOptions): Bus {
  const origin = randomUUID();
  const signatures = new Signatures(keys);
  const open = new Map<number, Shard>();
  const counted = { failures: 0, unparsable: 0, refused: 0, resubscriptions: 0 };
  let isClosed = false;
  let current: { state: "ok" | "failing"; since: Date } = { state: "ok", since: new Date() };

  const updateState = () => {
    const isFailing = publisher.isFailing || [...open.values()].some(({ upstream }) => upstream.isFailing);
    const state = isFailing ? "failing" : "ok";
    if (state === current.state) return;
    current = { state, since: new Date() };
    if (isFailing) logger.warn({}, "The bus failed; events arrive through the position check meanwhile");
    else logger.info({}, "The bus works again");
  };

  const publisher = new UpstashPublisher(
    { url, token, shards, origin, signatures },
    {
      published: (published, begunAt) => {
        for (const shard of published) open.get(shard)?.upstream.onEvent({ kind: "published", begunAt });
      },
      listening: () => open.keys(),
      changed: updateState,
    },
  );

  const warnOfGarbage = logRarely("A message on the bus could not be parsed");
  const garbage = (shard: number) => {
    counted.unparsable++;
    warnOfGarbage(shard);
  };
  const warnOfRefused = logRarely("A message on the bus was refused: its signature is missing or wrong");
  const refuse = (shard: number) => {
    counted.refused++;
    warnOfRefused(shard);
  };

  const handOver = (shard: number, messages: readonly BusMessage[]) => {
    for (const handler of open.get(shard)?.handlers ?? [])
      try {
        handler(messages);
      } catch (error) {
        logger.error({ error, shard }, "A listener of the bus failed");
      }
  };

  const receive = (shard: number, text: string): boolean => {
    const body = signatures.open(topicOf(shard), text);
    if (body === null) {
      refuse(shard);
      return false;
    }
    if (isFrom(origin, body)) return true;
    const messages = decodeBatch(body);
    if (messages === null) garbage(shard);
    else if (messages.length > 0) handOver(shard, messages);
    return messages !== null;
  };

  const openUpstream = (shard: number) =>
    new Upstream({
      open: (listener) => openStream({ url, token, topic: topicOf(shard) }, listener),
      receive: (text) => receive(shard, text),
      garbage: () => garbage(shard),
      failed: (why, times) => {
        counted.failures++;
        if (times > 1) return;
        logger.warn({ shard, fault: faultOf(why) }, "An upstream of the bus failed");
        publisher.proveAllSoon();
      },
      reopened: () => {
        counted.resubscriptions++;
      },
      resumed: () => handOver(shard, []),
      prove: () => publisher.prove(shard),
      changed: updateState,
    });

  const end = (shard: number, { upstream, grace }: Shard) => {
    clearTimeout(grace);
    open.delete(shard);
    upstream.close();
    updateState();
  };

  return {
    shards,
    publish: async (messages) => {
      if (messages.length === 0) return;
      for (const [shard, batch] of groupByShard(messages, shards))
        queueMicrotask(() => handOver(shard, batch));
      await publisher.publish(messages);
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
    resubscribe: (shard, missedAt) => open.get(shard)?.upstream.onEvent({ kind: "missed", missedAt }),
    stats: () => ({
      kind: "upstash",
      ...current,
      upstreams: [...open.values()].filter(({ upstream }) => upstream.isOpen).length,
      published: publisher.published,
      ...counted,
      failures: counted.failures + publisher.failures,
    }),
    close: () => {
      isClosed = true;
      publisher.close();
      for (const [shard, entry] of open) end(shard, entry);
    },
  };
}
