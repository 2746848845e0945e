/** What a closed loop of workers achieved. Latencies in milliseconds. */
export interface Figures {
  count: number;
  perSecond: number;
  p50: number;
  p99: number;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function figuresOf(latencies: readonly number[], seconds: number): Figures {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

/**
 * Lets `concurrency` workers do one thing after the other until the time is up or `next` has nothing left. What was
 * begun is finished, and counts.
 */
export async function measureLoop(
  { seconds, concurrency }: { seconds: number; concurrency: number },
  next: () => (() => Promise<void>) | undefined,
): Promise<Figures> {
  const latencies: number[] = [];
  const began = performance.now();
  const worker = async () => {
    for (let work = next(); work !== undefined; work = next()) {
      const started = performance.now();
      if (started - began > seconds * 1_000) return;
      await work();
      latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return figuresOf(latencies, (performance.now() - began) / 1_000);
}
