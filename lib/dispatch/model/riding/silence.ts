const MINUTE = 60_000;

/** Dispatchers are told after so much silence, and orders that wait at a store are offered to others after more of it. */
export const SILENCE_MS = { tell: 6 * MINUTE, release: 12 * MINUTE } as const;

export interface Silence {
  /** When a position, a step or an answer came last (ms). */
  readonly seenAt: number;
  /** When dispatchers were told last; null: never on this trip. */
  readonly toldAt: number | null;
  readonly now: number;
}

export interface SilenceDuty {
  /** Dispatchers are told now: once for each silence. */
  readonly tells: boolean;
  /** Orders that are not picked up are taken from the rider. Food that is with the rider stays: nobody else has it. */
  readonly releases: boolean;
}

/** Decides what follows when nothing is heard of a rider with an open trip. */
export function dutyOfSilence({ seenAt, toldAt, now }: Silence): SilenceDuty {
  const silent = now - seenAt;
  const isTold = toldAt !== null && toldAt >= seenAt;
  return { tells: silent >= SILENCE_MS.tell && !isTold, releases: silent >= SILENCE_MS.release };
}
