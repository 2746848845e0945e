import type { ChatWarning } from "./message";

/** Finds phone numbers and bank details in a text, so that readers can be warned. Pure; linear in the text's length. */

/** Digits with at most two separators between them. A letter or another digit on either side makes it part of something else. */
const NUMBERS = /(?<![\p{L}\p{N}])\+?\(?\p{Nd}(?:[ ().\-/\u00a0]{0,2}\p{Nd})*(?![\p{L}\p{N}])/gu;
/** A date has as many digits as a phone number. */
const DATES = /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b/g;
const IBANS = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/g;

/** The shortest national numbers that people give, and the longest of E.164. */
const PHONE_DIGITS = { least: 8, most: 15 };
const CARD_DIGITS = { least: 13, most: 19 };

/** Unicode lists the digits of each script in a row that begins with its zero. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

const digitsOf = (text: string) =>
  text.replace(/\P{Nd}/gu, "").replace(/[^0-9]/gu, (character) => digitOf(character));

/** The check digit of payment cards (ISO/IEC 7812-1). */
function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The check digits of an account number (ISO 13616). */
function isIban(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const SHORTEST_IBAN = 15;

/** Words may follow an account number, so every length that the longest match allows is tried. */
function hasIban(text: string): boolean {
  return [...text.matchAll(IBANS)].some(([found]) => {
    const compact = found.replace(/[ -]/g, "");
    for (let length = compact.length; length >= SHORTEST_IBAN; length -= 1)
      if (isIban(compact.slice(0, length))) return true;
    return false;
  });
}

const hasLength = (digits: string, { least, most }: { least: number; most: number }) =>
  digits.length >= least && digits.length <= most;

export function warningOf(text: string): ChatWarning | null {
  const plain = text.normalize("NFKC");
  if (hasIban(plain.toUpperCase())) return "bank";
  const numbers = [...plain.replace(DATES, "x").matchAll(NUMBERS)].map(([found]) => digitsOf(found));
  if (numbers.some((digits) => hasLength(digits, CARD_DIGITS) && isLuhn(digits))) return "bank";
  return numbers.some((digits) => hasLength(digits, PHONE_DIGITS)) ? "phone" : null;
}
