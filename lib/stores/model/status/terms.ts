/** Terms are separate from the schemas, so that a screen can use them without a parser. */

export const BUSY_MINUTES = { minimum: 5, maximum: 60, step: 5 } as const;

/** Returns the nearest minutes from `minutes` on that staff can choose: the load of a kitchen makes any number of minutes. */
export function choosableMinutes(minutes: number): number {
  const { minimum, maximum, step } = BUSY_MINUTES;
  return Math.min(maximum, Math.max(minimum, Math.ceil(minutes / step) * step));
}

/** How long busy or a pause lasts: minutes, until today's service is over, or until somebody opens the store. */
export const LASTS = [15, 30, 60, "tomorrow", "until_open"] as const;
export type Lasts = (typeof LASTS)[number];

export const REASON_LENGTH = 140;
