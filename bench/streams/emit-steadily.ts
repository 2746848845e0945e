import { setTimeout as pause } from "node:timers/promises";
import { type BenchPayload, benchPayload } from "./wire";

/** Sends late events at once, so that every subject gets the same number. Rejects with the first failure. */
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
