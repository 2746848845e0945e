const STEPS = [1, 2, 5, 10] as const;

/**
 * Returns the values of a chart's lines: 0, and three to six round steps up to the first that is not below `highest`.
 * Whole numbers only.
 */
export function linesUpTo(highest: number): number[] {
  const raw = Math.max(1, highest) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, Math.round((STEPS.find((each) => each * power >= raw) ?? 10) * power));
  const lines = Math.max(1, Math.ceil(highest / step));
  return Array.from({ length: lines + 1 }, (_, index) => index * step);
}
