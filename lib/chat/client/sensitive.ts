/** What a person should not have to give away in a chat: everything can be said here. */
export type Sensitive = "phone" | "bank";

/** A run of digits with what people put between them. */
const DIGITS = /\+?\(?\d(?:[\s().\-/]{0,2}\d)+/g;
const PHONE_DIGITS = { least: 7, most: 15 };
/** Two letters, two check digits, and 11 to 30 more characters in groups. */
const IBAN = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}\b/gi;
const CARD_DIGITS = { least: 13, most: 19 };

/** Returns the remainder of the digits by 97, in which each letter counts as two digits (ISO 7064). */
function remainder97(text: string): number {
  let rest = 0;
  for (const character of text) rest = Number(`${rest}${Number.parseInt(character, 36)}`) % 97;
  return rest;
}

/** Compares the check digits of ISO 13616, so that an order's code is not taken for an account. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(/[ -]/g, "").toUpperCase();
  // What follows an account in a sentence may look like a part of it.
  for (let length = plain.length; length >= 15; length -= 1) {
    const cut = plain.slice(0, length);
    if (remainder97(cut.slice(4) + cut.slice(0, 4)) === 1) return true;
  }
  return false;
}

/** The check digit of ISO/IEC 7812. */
function isCard(digits: string): boolean {
  if (digits.length < CARD_DIGITS.least || digits.length > CARD_DIGITS.most) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/**
 * Returns what a text seems to give away, bank details first. It is a question before sending and never a refusal, so it
 * may be wrong: a long number is asked about, a price, a time or a house number is not.
 */
export function sensitiveIn(text: string): Sensitive[] {
  const found = new Set<Sensitive>();
  const withoutIban = text.replaceAll(IBAN, (match) => {
    if (!isIban(match)) return match;
    found.add("bank");
    return " ";
  });
  for (const [match] of withoutIban.matchAll(DIGITS)) {
    const digits = match.replaceAll(/\D/g, "");
    if (isCard(digits)) found.add("bank");
    else if (digits.length >= PHONE_DIGITS.least && digits.length <= PHONE_DIGITS.most) found.add("phone");
  }
  return (["bank", "phone"] as const).filter((one) => found.has(one));
}
