import * as z from "zod";
import { quantile } from "../support/median";

/** What a closed loop of workers achieved. Latencies in milliseconds. */
export const figuresSchema = z.object({
  count: z.number(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** Of this process, for each: on a busy machine it says more than the clock does. */
  cpuMicroseconds: z.number(),
});
export type Figures = z.infer<typeof figuresSchema>;

export const commandFiguresSchema = z.object({
  placing: figuresSchema,
  changing: figuresSchema,
  /** The same change in hand-written SQL, on the same database, right after. */
  bare: figuresSchema,
  /** All versions of all orders, found again in history and log after the run. */
  changes: z.number(),
});
export type CommandFigures = z.infer<typeof commandFiguresSchema>;

export const restFiguresSchema = z.object({
  changing: figuresSchema,
  /** Of the application's process, for each request. */
  serverCpuMicroseconds: z.number(),
  /** All versions of all orders, found again in history and log after the run. */
  changes: z.number(),
});
export type RestFigures = z.infer<typeof restFiguresSchema>;

export interface Limits {
  seconds: number;
  concurrency: number;
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
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    cpuMicroseconds: (cpu.user + cpu.system) / sorted.length,
  };
}
