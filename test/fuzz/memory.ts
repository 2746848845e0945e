import { median } from "@/bench/support/median";

export interface Growth {
  readonly begin: number;
  readonly middle: number;
  readonly end: number;
  /** True when the second half adds about as much as the first: a cache that fills up adds less and less. */
  readonly isSteady: boolean;
}

/** Share of the samples in which code is compiled and pools and caches are filled. */
const WARM_UP = 0.2;
const STEADY = 0.7;

/** `slack` is growth that counts as noise, in the unit of the values. */
export function growthOf(values: readonly number[], slack: number): Growth {
  const warm = values.slice(Math.ceil(values.length * WARM_UP));
  const width = Math.max(1, Math.floor(warm.length / 5));
  const centre = Math.floor((warm.length - width) / 2);
  const begin = median(warm.slice(0, width));
  const middle = median(warm.slice(centre, centre + width));
  const end = median(warm.slice(-width));
  const isSteady = end - Math.max(begin, middle) > Math.max(slack, STEADY * (middle - begin));
  return { begin, middle, end, isSteady };
}
