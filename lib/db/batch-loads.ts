import "server-only";

/** More than one, so that a query that hangs does not hold up all that is asked after it. */
const QUERIES_AT_ONCE = 4;
const KEYS_AT_ONCE = 500;

interface Waiting<Value> {
  readonly promise: Promise<Value | undefined>;
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Loads by key, many keys with one call of `load` when many are asked for at once: those of one turn of the microtask queue
 * together. Only what is asked for while four calls are under way waits, and is loaded together, 500 keys at a time. A load never begins before it was asked for, so it sees everything that was committed by then.
 *
 * Resolves with undefined for a key that `load` did not answer; rejects as the call that the key was part of.
 */
export function batchLoads<Value>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let waiting = new Map<string, Waiting<Value>>();
  let running = 0;
  let isDue = false;

  const run = async () => {
    running++;
    while (waiting.size > 0) {
      const batch = [...waiting].slice(0, KEYS_AT_ONCE);
      if (batch.length === waiting.size) waiting = new Map();
      else for (const [key] of batch) waiting.delete(key);
      try {
        const values = await load(batch.map(([key]) => key));
        for (const [key, { resolve }] of batch) resolve(values.get(key));
      } catch (error) {
        for (const [, { reject }] of batch) reject(error);
      }
    }
    running--;
  };

  return (key) => {
    const known = waiting.get(key);
    if (known !== undefined) return known.promise;
    const entry: Waiting<Value> = Promise.withResolvers<Value | undefined>();
    waiting.set(key, entry);
    if (!isDue && running < QUERIES_AT_ONCE) {
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        void run();
      });
    }
    return entry.promise;
  };
}
