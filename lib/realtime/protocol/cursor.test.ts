import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channelName } from "./channel";
import { decodeCursor, encodeCursor } from "./cursor";

const name = fc.oneof(
  fc.uuid().map(channelName.user),
  fc.uuid().map(channelName.tenantOrders),
  fc.uuid().map(channelName.order),
  fc.constantFrom("broadcast", "role:admin"),
);
const position = fc.record({
  epoch: fc.stringMatching(/^[0-9a-f]{0,8}$/),
  offset: fc.maxSafeNat(),
});
const positions = fc.uniqueArray(fc.tuple(name, position), { selector: ([key]) => key, maxLength: 60 });

describe("a cursor", () => {
  test("brings back the positions that were put in", () => {
    fc.assert(
      fc.property(positions, (entries) => {
        expect(decodeCursor(encodeCursor(entries))).toEqual(new Map(entries));
      }),
    );
  });

  test("is plain ASCII on one line", () => {
    fc.assert(fc.property(positions, (entries) => /^[\x21-\x7e]+$/.test(encodeCursor(entries))));
  });

  test("with anything else in it is refused whole, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (garbage) => {
        const decoded = decodeCursor(garbage);
        expect(decoded === null || encodeCursor(decoded) === garbage).toBe(true);
      }),
    );
    fc.assert(
      fc.property(positions, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (entries, at, letter) => {
        const cursor = encodeCursor(entries);
        const index = at % cursor.length;
        const spoilt = cursor.slice(0, index) + letter + cursor.slice(index + 1);
        const decoded = decodeCursor(spoilt);
        expect(decoded === null || encodeCursor(decoded) === spoilt).toBe(true);
      }),
    );
  });

  test("made of a cursor's own letters, in any order, is read exactly or not at all", () => {
    const pieces = fc.constantFrom(
      "v1",
      "~",
      "=",
      ".",
      "broadcast",
      "user:",
      "abc",
      "0",
      "1",
      "z",
      "zzzzzzzzzzz",
      " ",
      "\0",
      "%00",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
        const text = all.join("");
        const decoded = decodeCursor(text);
        expect(decoded === null || encodeCursor(decoded) === text).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of more than 8 KB is refused before it is looked at", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), positions, (more, entries) => {
        const cursor = encodeCursor(entries);
        expect(decodeCursor(cursor + cursor.slice(-1).repeat(8 * 1024 + more))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["nothing", ""],
    ["another version", "v2~broadcast=abc.1"],
    ["a channel twice", "v1~broadcast=abc.1~broadcast=abc.2"],
    ["an offset beyond what can be counted", "v1~broadcast=abc.zzzzzzzzzzz"],
    ["a leading zero", "v1~broadcast=abc.01"],
    ["a newline", "v1~broadcast=abc.1\nid: forged"],
    ["10 KB", `v1${"~broadcast=abc.1".repeat(640)}`],
  ])("with %s is refused", (_, cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  });
});
