import "server-only";
import type { Bus, BusHandler } from "./bus";
import { groupByShard } from "./group-by-shard";

/** Reaches one process only. */
export function memoryBus(shards: number): Bus {
  const handlers = new Map<number, Set<BusHandler>>();
  const since = new Date();
  let published = 0;
  return {
    shards,
    publish: async (messages) => {
      published += messages.length;
      // One turn later, so that a publisher never runs its readers' code.
      for (const [shard, batch] of groupByShard(messages, shards))
        queueMicrotask(() => {
          for (const handler of handlers.get(shard) ?? []) handler(batch);
        });
    },
    subscribe: (shard, handler) => {
      const present = handlers.get(shard) ?? new Set();
      handlers.set(shard, present.add(handler));
      return () => {
        present.delete(handler);
        if (present.size === 0 && handlers.get(shard) === present) handlers.delete(shard);
      };
    },
    resubscribe: () => undefined,
    close: () => undefined,
    stats: () => ({
      kind: "memory",
      state: "ok",
      since,
      upstreams: handlers.size,
      published,
      failures: 0,
      unparsable: 0,
      refused: 0,
      resubscriptions: 0,
    }),
  };
}
