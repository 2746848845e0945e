import { median } from "../support/median";

export interface Trend {
  /** Medians of the first and the last third, after the warm-up. */
  first: number;
  last: number;
  isFlat: boolean;
}

/** Share of the samples that is skipped. */
const WARM_UP = 0.1;
/** Relative growth that counts as noise, in addition to each figure's own slack. */
const NOISE = 0.08;

/** `slack` is absolute growth that counts as noise, in the figure's unit. */
export function trendOf(values: readonly number[], slack: number): Trend {
  const warm = values.slice(Math.floor(values.length * WARM_UP));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const first = median(warm.slice(0, third));
  const last = median(warm.slice(-third));
  return { first, last, isFlat: last <= first * (1 + NOISE) + slack };
}
