import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { sensitiveIn } from "./sensitive";

test.each([
  ["Call me: 0171 2345678", ["phone"]],
  ["+49 (171) 234-56-78 is mine", ["phone"]],
  ["030/1234567", ["phone"]],
  ["My IBAN is DE89 3704 0044 0532 0130 00 thanks", ["bank"]],
  ["gb33bukb20201555555555", ["bank"]],
  ["Card 4242 4242 4242 4242", ["bank"]],
  ["IBAN DE89370400440532013000 or 0171 2345678", ["bank", "phone"]],
] as const)("%s", (text, found) => {
  expect(sensitiveIn(text)).toEqual(found);
});

test.each([
  "Door 12, 3rd floor, ring twice",
  "It was €12.90 and I paid 20",
  "19:45 is fine, order M4T8ZC",
  "20457 Port Selby",
  "DE89 is the gate, 3704 the code",
])("nothing is asked about “%s”", (text) => {
  expect(sensitiveIn(text)).toEqual([]);
});

test("a number of 8 to 12 digits is asked about, however it is grouped and whatever stands around it", () => {
  const words = fc.stringMatching(/^[a-z ]{0,20}$/);
  holds(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 12 }),
      fc.constantFrom("", " ", "-", "."),
      words,
      words,
      (digits, between, before, after) => {
        expect(sensitiveIn(`${before} ${digits.join(between)} ${after}`)).toEqual(["phone"]);
      },
    ),
  );
});

test("any text has an answer", () => {
  holds(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      expect(sensitiveIn(text).length).toBeLessThanOrEqual(2);
    }),
  );
});
