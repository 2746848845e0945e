import * as z from "zod";
import { quantile } from "../support/median";

/** Latencies in milliseconds. */
export const figuresSchema = z.object({
  count: z.number(),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** CPU time of this process per operation; on a busy machine it is more reliable than the clock. */
  cpuMicroseconds: z.number(),
});
export type Figures = z.infer<typeof figuresSchema>;

export const commandFiguresSchema = z.object({
  placing: figuresSchema,
  changing: figuresSchema,
  /** The same change in hand-written SQL on the same database, measured right afterwards. */
  bare: figuresSchema,
  /** Versions of all orders, checked in history and log after the run. */
  changes: z.number(),
});
export type CommandFigures = z.infer<typeof commandFiguresSchema>;

export const restFiguresSchema = z.object({
  changing: figuresSchema,
  serverCpuMicroseconds: z.number(),
  changes: z.number(),
});
export type RestFigures = z.infer<typeof restFiguresSchema>;

export interface Limits {
  seconds: number;
  concurrency: number;
}

/** Stops when the time is up or `next` returns undefined; finishes and counts operations that have started. */
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
