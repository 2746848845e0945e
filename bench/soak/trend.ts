import { median } from "../support/median";

/** Whether a figure stayed where it was. Pure. */

export interface Trend {
  /** Medians of the first and the last third, after warming up. */
  first: number;
  last: number;
  isFlat: boolean;
}

/** Of the beginning nothing is compared: code is compiled, pools and caches fill. */
const WARM_UP = 0.1;
/** So much more is noise, beside a slack that each figure has for itself. */
const NOISE = 0.08;

/** @param slack how much more, in the figure's own unit, is nothing */
export function trendOf(values: readonly number[], slack: number): Trend {
  const warm = values.slice(Math.floor(values.length * WARM_UP));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const first = median(warm.slice(0, third));
  const last = median(warm.slice(-third));
  return { first, last, isFlat: last <= first * (1 + NOISE) + slack };
}
