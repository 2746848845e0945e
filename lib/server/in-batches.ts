import "server-only";

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface Batches<Item> {
  /** Items with one key are worked on one after another. */
  readonly keyOf: (item: Item) => string;
  /** An item that comes so soon (ms) after another key's waits as long for more. A lone one waits for nothing. */
  readonly gatherMs: number;
  readonly atMost: number;
}

/**
 * Collects single requests to work on many at a time. `work` returns an outcome for each item, in their order; its error is that of
 * all its items. One batch runs at a time.
 */
export function inBatches<Item, Outcome>(
  work: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  { keyOf, gatherMs, atMost }: Batches<Item>,
): (item: Item) => Promise<Outcome> {
  let waiting: Waiting<Item, Outcome>[] = [];
  let isPlanned = false;
  let last = { key: "", at: Number.NEGATIVE_INFINITY };

  const take = () => {
    const batch = new Map<string, Waiting<Item, Outcome>>();
    waiting = waiting.filter((one) => {
      const key = keyOf(one.item);
      if (batch.size >= atMost || batch.has(key)) return true;
      batch.set(key, one);
      return false;
    });
    return [...batch.values()];
  };

  const run = async () => {
    const batch = take();
    try {
      const outcomes = await work(batch.map(({ item }) => item));
      for (const [n, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[n];
        if (outcome === undefined) reject(new Error("A batch had no outcome for one of its items"));
        else resolve(outcome);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    isPlanned = false;
    if (waiting.length > 0) plan(0);
  };

  const plan = (ms: number) => {
    isPlanned = true;
    if (ms === 0) setImmediate(run);
    else setTimeout(run, ms);
  };

  return (item) => {
    const now = performance.now();
    const key = keyOf(item);
    const isAmongMany = key !== last.key && now - last.at < gatherMs;
    last = { key, at: now };
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isPlanned) plan(isAmongMany ? gatherMs : 0);
    });
  };
}
