import "server-only";

const QUERIES_AT_ONCE = 4;
const KEYS_AT_ONCE = 500;
const GATHER_MS = 20;

interface Waiting<Value> {
  readonly promise: Promise<Value | undefined>;
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches loads by key: four calls of `load` run at once (one hanging query does not hold up the rest), with up to 500
 * keys each. A load starts after it was requested, so it sees everything that was committed before. After a load of several
 * keys, the next one waits 20 ms for more: in a storm of reconnections, each query then serves many streams, and a lone
 * request still waits for nothing. Resolves with undefined for a key that `load` did not return. Rejects with the error of
 * the call that had the key.
 */
export function batchLoads<Value>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let waiting = new Map<string, Waiting<Value>>();
  let running = 0;
  let isDue = false;
  let gathersUntil = 0;
  let gathering: NodeJS.Timeout | undefined;

  const take = () => {
    const batch = [...waiting].slice(0, KEYS_AT_ONCE);
    if (batch.length === waiting.size) waiting = new Map();
    else for (const [key] of batch) waiting.delete(key);
    gathersUntil = batch.length > 1 ? performance.now() + GATHER_MS : 0;
    return batch;
  };

  const run = async () => {
    isDue = false;
    gathering = undefined;
    running++;
    const batch = take();
    plan();
    try {
      const values = await load(batch.map(([key]) => key));
      for (const [key, { resolve }] of batch) resolve(values.get(key));
    } catch (error) {
      for (const [, { reject }] of batch) reject(error);
    }
    running--;
    plan();
  };

  const plan = () => {
    if (isDue || running === QUERIES_AT_ONCE || waiting.size === 0) return;
    const pause = gathersUntil - performance.now();
    const isFull = waiting.size >= KEYS_AT_ONCE;
    if (pause > 0 && !isFull) {
      gathering ??= setTimeout(run, pause);
      return;
    }
    clearTimeout(gathering);
    isDue = true;
    // After the requests that arrived together: on the embedded database, microtasks would run one query for each.
    setImmediate(run);
  };

  return (key) => {
    const known = waiting.get(key);
    if (known !== undefined) return known.promise;
    const entry: Waiting<Value> = Promise.withResolvers<Value | undefined>();
    waiting.set(key, entry);
    plan();
    return entry.promise;
  };
}
