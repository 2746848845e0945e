import { setTimeout as pause } from "node:timers/promises";
import { type Random, seededRandom } from "../../../scripts/simulate/random";

/** The peer has no idempotency keys, so failed emissions are not repeated. */

export interface EmitterOptions {
  url: string;
  writers: number;
  rate: number;
  seed: number;
  channels: readonly string[];
}

export interface Emissions {
  accepted: Map<number, string>;
  failed: number;
}

const ANSWER_MS = 6_000;

async function emit(url: string, channel: string, n: number): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/bench/upstash`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ channel, data: { n, at: Date.now() } }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

export async function emitOn(
  { url, writers, rate, seed, channels }: EmitterOptions,
  emissions: Emissions,
  signal: AbortSignal,
): Promise<void> {
  let next = 1;
  const emitter = async (random: Random) => {
    while (!signal.aborted) {
      const channel = random.pick(channels);
      const n = next++;
      if (await emit(url, channel, n)) emissions.accepted.set(n, channel);
      else emissions.failed += 1;
      const ms = (writers / rate) * 1_000 * random.between(0.5, 1.5);
      await pause(ms, undefined, { signal }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => emitter(seededRandom(seed, index, 12))));
}
