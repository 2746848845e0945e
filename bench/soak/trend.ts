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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0] = sorted.slice(Math.ceil(middle) - 1);
  const [high = low] = sorted.slice(Math.floor(middle));
  return (low + high) / 2;
}

/** @param slack how much more, in the figure's own unit, is nothing */
export function trendOf(values: readonly number[], slack: number): Trend {
  const warm = values.slice(Math.floor(values.length * WARM_UP));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const first = median(warm.slice(0, third));
  const last = median(warm.slice(-third));
  return { first, last, isFlat: last <= first * (1 + NOISE) + slack };
}
