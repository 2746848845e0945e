import { setTimeout as pause } from "node:timers/promises";
import { type BenchPayload, benchPayload } from "./wire";

/**
 * Publishes at a steady rate, by the clock: what could not be sent in time is sent at once, so the number of events
 * is the same for everybody. Resolves when the last one has been published; rejects with the first that failed.
 */
export async function emitSteadily(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  emit: (payload: BenchPayload) => Promise<void>,
): Promise<number> {
  const total = Math.round(perSecond * seconds);
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < total; n++) {
    const wait = began + (n * 1_000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    running.push(emit(benchPayload(n)));
  }
  await Promise.all(running);
  return total;
}
