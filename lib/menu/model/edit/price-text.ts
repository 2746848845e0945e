import { minorUnitDigits } from "@/lib/text/minor-units";

/** Writes minor units as people type a price: `1290` in EUR as `12.90`. */
export function priceText(minor: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const whole = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
}

/** Reads a price with a decimal point or comma and no thousands separators, in minor units; null for other texts. */
export function readPrice(text: string, currency: string): number | null {
  const digits = minorUnitDigits(currency);
  const parts = /^([+-]?)(\d{1,9})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (parts === null) return null;
  const [, sign, whole = "", fraction = ""] = parts;
  if (fraction.length > digits) return null;
  const minor = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, "0") || "0");
  return sign === "-" && minor !== 0 ? -minor : minor;
}
