import { minorUnitDigits } from "@/lib/text/minor-units";

const SHARES = [0.05, 0.1, 0.15] as const;
const ROUND = [1, 2, 3, 5, 10] as const;

/** Returns the nearest of 1, 2, 3 or 5 of the same power of ten. */
function rounded(amount: number): number {
  const power = 10 ** Math.floor(Math.log10(amount));
  const [first, ...others] = ROUND.map((step) => step * power);
  return others.reduce(
    (best, one) => (Math.abs(one - amount) < Math.abs(best - amount) ? one : best),
    first ?? amount,
  );
}

/**
 * Returns a few round tips for dishes of that sum, ascending, in minor units: near 5, 10 and 15 %, but not less than half of the
 * currency's unit (of 100 where there is no smaller one).
 */
export function tipChoices(itemsTotal: number, currency: string): number[] {
  const digits = minorUnitDigits(currency);
  const least = digits === 0 ? 50 : 10 ** digits / 2;
  const choices = SHARES.map((share) => rounded(Math.max(least, itemsTotal * share)));
  return [...new Set(choices)].sort((a, b) => a - b);
}
