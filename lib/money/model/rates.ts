/** The highest rate of VAT, in basis points. */
export const RATE_LIMIT = 5_000;

/** Shows basis points as a percentage: 700 is `7`, 550 is `5.5`. */
export const rateText = (basisPoints: number) => String(basisPoints / 100);

/** Reads a percentage with at most two decimals, also with a comma, in basis points; null when it is none or above 50. */
export function readRate(text: string): number | null {
  const given = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (given === null) return null;
  const [, whole = "", decimals = ""] = given;
  const rate = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  return rate <= RATE_LIMIT ? rate : null;
}
