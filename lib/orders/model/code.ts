import { randomInt } from "node:crypto";

/** Leaves out letters and digits that are easily confused when read aloud or written by hand. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 6;

/** Returns a code such as `ORD-A7X3B2`, one of 729 million. The database enforces that codes are unique. */
export function newOrderCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `ORD-${letters.join("")}`;
}
