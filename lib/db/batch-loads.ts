import "server-only";

const QUERIES_AT_ONCE = 4;
const KEYS_AT_ONCE = 500;

interface Waiting<Value> {
  readonly promise: Promise<Value | undefined>;
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches loads by key: four calls of `load` run at once (one hanging query does not hold up the rest), with up to 500
 * keys each. A load starts after it was requested, so it sees everything that was committed before. Resolves with
 * undefined for a key that `load` did not return. Rejects with the error of the call that had the key.
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
      // After the requests that arrived together: on the embedded database, microtasks would run one query for each.
      setImmediate(() => {
        isDue = false;
        void run();
      });
    }
    return entry.promise;
  };
}
