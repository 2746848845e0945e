import { fold } from "@/lib/text/fold";

/** No order that people place has more; the rest is not searched. */
const WORDS_OF_ORDER = 400;
/** No real search has more. */
const WORDS_OF_SEARCH = 8;
/** In characters; PostgreSQL refuses words of more than 2,046 bytes. */
const WORD_LENGTH = 60;
/** Shorter words of Latin letters and digits are compared as a whole: too many words begin with them. */
const PREFIX_FROM = 3;

const CODE = /\bord-(?=[\p{L}\p{N}])/gu;
const PARTS = /[^\p{L}\p{N}]+/u;

const cut = (word: string) => [...word].slice(0, WORD_LENGTH).join("");

/** Splits a text into the words that are compared. An e-mail address is a word, and so are its parts. */
function wordsOf(text: string): string[] {
  const pieces = fold(text).replaceAll(CODE, "").split(/\s+/);
  const addresses = pieces.filter((piece) => piece.includes("@"));
  return [...addresses, ...pieces.flatMap((piece) => piece.split(PARTS))]
    .filter((word) => word !== "")
    .map(cut);
}

interface SearchedOrder {
  readonly order_code: string;
  readonly customer_name: string | null;
  readonly customer_email: string;
  readonly store_name: string;
  readonly store_phone: string | null;
  readonly address: string;
  readonly rider_name: string | null;
  readonly dishes: readonly string[];
}

/** Returns the words by which admins find an order. A phone number is also one word of its digits. */
export function orderWords(order: SearchedOrder): string[] {
  const { store_phone: phone, dishes, ...texts } = order;
  const digits = phone?.replaceAll(/\D/g, "") ?? "";
  const all = [...Object.values(texts), phone, ...dishes].map((text) => text ?? "").flatMap(wordsOf);
  return [...new Set(digits === "" ? all : [digits, ...all])].slice(0, WORDS_OF_ORDER);
}

const quoted = (word: string) => `'${word.replaceAll(/['\\]/g, "$&$&")}'`;

function isPrefix(word: string): boolean {
  return word.length >= PREFIX_FROM || /[^\p{ASCII}]/u.test(word);
}

/**
 * Returns a `tsquery` that matches the orders with all words of a search, or with words that begin with them. Null when the
 * search has no words.
 */
export function orderQuery(search: string): string | null {
  // An address is compared as a whole: its parts would say less.
  const words = fold(search)
    .split(/\s+/)
    .flatMap((piece) => (piece.includes("@") ? [cut(piece)] : wordsOf(piece)));
  const given = [...new Set(words.filter((word) => word !== "" && word !== "@"))].slice(0, WORDS_OF_SEARCH);
  if (given.length === 0) return null;
  return given.map((word) => (isPrefix(word) ? `${quoted(word)}:*` : quoted(word))).join(" & ");
}
