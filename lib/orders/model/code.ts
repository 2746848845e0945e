import { randomInt } from "node:crypto";

/** No I, L, O, U, 0 or 1: read aloud, written by hand or seen from afar they are other letters. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 6;

/** A code as on a ticket: `ORD-A7X3B2`. 729 million of them; uniqueness is the database's to say. */
export function newOrderCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `ORD-${letters.join("")}`;
}
