/** Of the whole IBAN, by country, as the registry of SWIFT lists them. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, CH: 21, CR: 22 },
    ...{ CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22 },
    ...{ GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IS: 26, IT: 27, JO: 30 },
    ...{ KW: 30, KZ: 20, LB: 28, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MT: 31 },
    ...{ NL: 18, NO: 15, PK: 24, PL: 28, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SE: 24, SI: 19, SK: 24 },
    ...{ SM: 27, TN: 24, TR: 26, UA: 29, VA: 22, XK: 20 },
  }),
);

/** Without the spaces that people write it with, in capitals. */
export const compactIban = (text: string): string => text.replace(/\s/g, "").toUpperCase();

/** Whether a compact IBAN has its country's length and the right check digits (ISO 13616: mod 97 is 1). */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) || LENGTHS.get(iban.slice(0, 2)) !== iban.length) return false;
  // 00, 01 and 99 leave the same remainder as 97, 98 and 02, but no bank gives them.
  const digits = Number(iban.slice(2, 4));
  if (digits < 2 || digits > 98) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
