/** What a closed loop of workers achieved. Latencies in milliseconds. */
export interface Figures {
  count: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Of this process, for each: on a busy machine it says more than the clock does. */
  cpuMicroseconds: number;
}

export interface Limits {
  seconds: number;
  concurrency: number;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Lets `concurrency` workers do one thing after the other until the time is up or `next` has nothing left. What was
 * begun is finished, and counts.
 */
export async function measureLoop(
  { seconds, concurrency }: Limits,
  next: () => (() => Promise<void>) | undefined,
): Promise<Figures> {
  const latencies: number[] = [];
  const cpuBefore = process.cpuUsage();
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
  const took = (performance.now() - began) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: sorted.length / took,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    cpuMicroseconds: (cpu.user + cpu.system) / sorted.length,
  };
}
