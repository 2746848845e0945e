import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { userChannel } from "@/lib/auth/model/channels";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { channelKey } from "./channel-hash";
import { CURSOR_VERSION, decodeCursor, decodeId, encodeChange, encodeCursor, Positions } from "./cursor";
import { CURSOR_LENGTH } from "./limits";

const name = fc.oneof(
  fc.uuid().map(userChannel.name),
  fc.uuid().map(tenantOrdersChannel.name),
  fc.uuid().map(orderChannel.name),
  fc.constantFrom("broadcast", "role:admin"),
);
const position = fc.record({
  epoch: fc.stringMatching(/^[0-9a-f]{0,8}$/),
  offset: fc.maxSafeNat(),
});
const entries = fc.uniqueArray(fc.tuple(name, position), { selector: ([key]) => key, maxLength: 60 });
const KEY = channelKey("broadcast");

/** `encode` writes the newest version, so an empty cursor of version 1 is the only one that may come back changed. */
function expectExactOrNothing(text: string) {
  const canonical = text === "v1" ? CURSOR_VERSION : text;
  expect([undefined, canonical]).toContain(decodeCursor(text)?.encode());
}

describe("a cursor", () => {
  test("decodes to the positions that were encoded", () => {
    fc.assert(
      fc.property(entries, (all) => {
        const decoded = decodeCursor(encodeCursor(all));
        expect(decoded?.size).toBe(all.length);
        for (const [channel, place] of all) expect(decoded?.get(channel)).toEqual(place);
      }),
    );
  });

  test("needs no escaping in a query", () => {
    fc.assert(
      fc.property(entries, (all) => {
        const cursor = encodeCursor(all);
        expect(new URLSearchParams({ cursor }).toString()).toBe(`cursor=${cursor}`);
      }),
    );
  });

  test("with any other content is refused as a whole, and never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), expectExactOrNothing));
    fc.assert(
      fc.property(entries, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (all, at, letter) => {
        const cursor = encodeCursor(all);
        const index = at % cursor.length;
        expectExactOrNothing(cursor.slice(0, index) + letter + cursor.slice(index + 1));
      }),
    );
  });

  test("made of valid parts in any order is decoded exactly or refused", () => {
    const pieces = fc.constantFrom(
      "v1",
      "v2",
      "c2",
      "*",
      ".",
      KEY,
      "abc",
      "0",
      "1",
      "z",
      "zzzzzzzzzzz",
      " ",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => expectExactOrNothing(all.join(""))),
      { numRuns: 2_000 },
    );
  });

  test("that is too long is refused", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), entries, (more, all) => {
        const cursor = encodeCursor(all);
        expect(decodeCursor(cursor + cursor.slice(-1).repeat(CURSOR_LENGTH + more))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["nothing", ""],
    ["another version", `v3*${KEY}abc.1`],
    ["a channel twice", `v2*${KEY}abc.1*${KEY}abc.2`],
    ["an incomplete key", "v2*broad.1"],
    ["an offset beyond what can be counted", `v2*${KEY}abc.zzzzzzzzzzz`],
    ["a leading zero", `v2*${KEY}abc.01`],
    ["a newline", `v2*${KEY}abc.1\nid: forged`],
    ["10 KB", `v2${`*${KEY}abc.1`.repeat(640)}`],
  ])("with %s is refused", (_, cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  });
});

describe("a cursor of version 1, which older pages still hold", () => {
  test("decodes to the positions that it names", () => {
    const decoded = decodeCursor("v1~broadcast=abc.1~role:admin=.0");
    expect(decoded?.get("broadcast")).toEqual({ epoch: "abc", offset: 1 });
    expect(decoded?.get("role:admin")).toEqual({ epoch: "", offset: 0 });
  });

  test.each([
    ["a channel twice", "v1~broadcast=abc.1~broadcast=abc.2"],
    ["an offset beyond what can be counted", "v1~broadcast=abc.zzzzzzzzzzz"],
    ["a leading zero", "v1~broadcast=abc.01"],
    ["a newline", "v1~broadcast=abc.1\nid: forged"],
    ["an entry of version 2", `v1~broadcast=abc.1*${KEY}abc.1`],
  ])("with %s is refused", (_, cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  });
});

describe("the id of a frame that carries only the changed position", () => {
  const change = (channel: string, place: { epoch: string; offset: number }) =>
    encodeChange(channelKey(channel), place);

  test("is never accepted as a cursor", () => {
    fc.assert(
      fc.property(name, position, (channel, place) => {
        expect(decodeId(change(channel, place))?.get(channel)).toEqual(place);
        expect(decodeCursor(change(channel, place))).toBeNull();
      }),
    );
  });

  test.each([
    ["no position", "c2"],
    ["an empty position", "c2*"],
    ["two positions", `c2*${KEY}abc.1*${channelKey("role:admin")}abc.1`],
  ])("with %s is refused", (_, id) => {
    expect(decodeId(id)).toBeNull();
  });

  test("folded frame by frame gives the same cursors as whole ids", () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 9 }), position), { maxLength: 40 });
    const channels = fc.uniqueArray(name, { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(
        channels,
        fc.array(position, { minLength: 10, maxLength: 10 }),
        moves,
        (all, from, moved) => {
          const whole = new Map(
            all.map((channel, index) => [channel, from[index] ?? { epoch: "", offset: 0 }]),
          );
          const folded = decodeCursor(encodeCursor(whole)) ?? new Positions();
          for (const [index, place] of moved) {
            const channel = all[index] ?? "";
            whole.set(channel, place);
            folded.fold(decodeId(change(channel, place)) ?? new Positions());
            expect(folded.encode()).toBe(encodeCursor(whole));
          }
        },
      ),
    );
  });
});
