/** The 10th, 30th, 50th, 70th and 90th percentile of when food is ready: five equally likely instants, in order. */
export type ReadyTimes = readonly [number, number, number, number, number];

export const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9] as const;
export const OUTCOMES = SHARES.length;
/** The place of the median among them. */
export const MEDIAN = 2;

export function readyTimesOf(instantAt: (share: number) => number): ReadyTimes {
  const [p10, p30, p50, p70, p90] = SHARES;
  return [instantAt(p10), instantAt(p30), instantAt(p50), instantAt(p70), instantAt(p90)];
}

/** Returns the times of food that is ready, or whose time is known. */
export const readySince = (instant: number): ReadyTimes => readyTimesOf(() => instant);

/** Returns the times, all later by as much as their median lies before what the kitchen says. */
export function saidToBe(stated: number, times: ReadyTimes): ReadyTimes {
  const by = Math.max(0, stated - times[MEDIAN]);
  const [p10, p30, p50, p70, p90] = times;
  return [p10 + by, p30 + by, p50 + by, p70 + by, p90 + by];
}

/** Returns when both are ready. Kitchens are late independently of each other, so that waiting for two takes longer. */
export function laterOf(one: ReadyTimes, other: ReadyTimes): ReadyTimes {
  const cases = one.flatMap((first) => other.map((second) => Math.max(first, second)));
  cases.sort((first, second) => first - second);
  return readyTimesOf((share) => cases[Math.floor(share * cases.length)] ?? Number.NaN);
}

/** Returns when food is ready with probability `share`, between the outermost percentiles. */
export function readyWith(times: ReadyTimes, share: number): number {
  return interpolate(SHARES, times, share);
}

/** Returns the value at `x` of the line through the points (`xs`, `ys`), level outside of them. `xs` must rise. */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const upper = xs.findIndex((one) => one >= x);
  if (upper <= 0) return (upper === 0 ? ys[0] : ys.at(-1)) ?? Number.NaN;
  const [x1 = 0, x2 = 0] = [xs[upper - 1], xs[upper]];
  const [y1 = 0, y2 = 0] = [ys[upper - 1], ys[upper]];
  return y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
}
