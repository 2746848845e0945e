import "server-only";

/** Several, so that one hanging query does not hold up all later loads. */
const QUERIES_AT_ONCE = 4;
const KEYS_AT_ONCE = 500;

interface Waiting<Value> {
  readonly promise: Promise<Value | undefined>;
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns a function that loads by key and batches calls: keys requested in one turn of the microtask queue share a call of
 * `load`. At most four calls run at once; keys requested meanwhile wait and are then loaded together, up to 500 at a time.
 * A load starts after it was requested, so it sees everything that was committed before.
 *
 * Resolves with undefined for a key that `load` did not return. Rejects with the error of the call that included the key.
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
