import { describe, expect, test } from "vitest";
import reasons from "@/messages/en/reasons.json";
import type { Reason } from "./decide/reasons";
import { REASON_KEYS, sentenceOf } from "./sentence";

/** One of each kind that the engine gives, with first names in place of ids. */
const ofEngine: readonly Reason[] = [
  { key: "pinned", values: { rider: "Rita" } },
  { key: "moved", values: { rider: "Rita", from: "Sam", minutes: 5 } },
  { key: "exchanged", values: { rider: "Rita", from: "Sam" } },
  { key: "same_way", values: { rider: "Rita", orders: 2 } },
  { key: "only_rider", values: { rider: "Rita" } },
  { key: "first_at_door", values: { rider: "Rita", early: 1, other: "Sam", later: 6 } },
  { key: "fair_turn", values: { rider: "Rita", other: "Sam", sooner: 2 } },
  { key: "best_for_all", values: { rider: "Rita", other: "Sam", sooner: 1 } },
  { key: "waits_for_kitchen", values: { rider: "Rita", minutes: 4 } },
  { key: "waits_for_rider", values: { rider: "Rita", minutes: 4 } },
  { key: "waits_for_answer", values: { rider: "Rita" } },
  { key: "waits_for_move", values: { rider: "Rita" } },
  { key: "too_few_riders", values: {} },
  { key: "nobody_can", values: {} },
];
const values = {
  rider: "Rita",
  from: "Sam",
  other: "Sam",
  by: "Ana",
  early: 1,
  later: 6,
  sooner: 2,
  minutes: 4,
  orders: 2,
  riders: 3,
};

describe("the sentence of a reason", () => {
  test.each(ofEngine)("is there for $key of the engine", (reason) => {
    expect(REASON_KEYS).toContain(reason.key);
    expect(sentenceOf(reason, "dispatcher")).toMatch(/^[A-Z][^{}]+\.$/);
    expect(sentenceOf(reason, "rider")).toMatch(/^[A-Z\d][^{}]+\.$/);
  });

  test.each(REASON_KEYS)("is whole for %s, for dispatchers and for riders, who are not named", (key) => {
    expect(sentenceOf({ key, values }, "dispatcher")).toMatch(/^[A-Z][^{}]+\.$/);
    expect(sentenceOf({ key, values }, "rider")).toMatch(/^[A-Z\d][^{}]+\.$/);
    expect(sentenceOf({ key, values }, "rider")).not.toMatch(/Rita|Sam|Ana/);
  });

  test("is there for riders whenever it is there for dispatchers", () => {
    expect(Object.keys(reasons.rider)).toEqual(Object.keys(reasons.dispatcher));
  });

  test.each([
    [2, "Rita is at the counter 2 minutes before the food, and Sam would be at the door 1 minute later."],
    [0, "Rita is at the counter together with the food, and Sam would be at the door 1 minute later."],
    [-1, "Rita is at the counter 1 minute after the food, and Sam would be at the door 1 minute later."],
  ])("tells who is first, %d minutes before the food", (early, sentence) => {
    const reason = { key: "first_at_door", values: { rider: "Rita", early, other: "Sam", later: 1 } };
    expect(sentenceOf(reason, "dispatcher")).toBe(sentence);
  });

  test("says so where the key is of another version", () => {
    expect(sentenceOf({ key: "constructor", values: {} }, "rider")).toBe("The reason is not known.");
  });
});
