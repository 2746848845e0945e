import { expect, test } from "vitest";
import { hasStoppedAnswering } from "./timeouts";

const CHANGED = Date.parse("2026-11-26T18:00:00Z");
const at = (minutes: number) => new Date(CHANGED + minutes * 60_000);
const timedOut = (minutes: number) => ({ cancel_reason: "PARTNER_TIMEOUT", cancelled_at: at(minutes) });
const accepted = { cancel_reason: null, cancelled_at: null };
const declined = { cancel_reason: "TOO_BUSY", cancelled_at: at(5) };

test.each([
  ["two in a row", [timedOut(9), timedOut(1)], true],
  ["three in a row", [timedOut(20), timedOut(9), timedOut(1)], true],
  ["only one", [timedOut(1)], false],
  ["none", [], false],
  ["one after an order that was accepted", [timedOut(9), accepted, timedOut(1)], false],
  ["one before an order that was declined", [declined, timedOut(1), timedOut(0.5)], false],
  ["one of them before the store was opened", [timedOut(1), timedOut(-1)], false],
])("a store whose orders timed out %s: %#", (_, latest, expected) => {
  expect(hasStoppedAnswering(latest, CHANGED)).toBe(expected);
});
