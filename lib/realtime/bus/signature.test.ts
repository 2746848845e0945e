import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Signatures } from "./signature";

const OLD = "an old key of the bus, long enough";
const NEW = "a new key of the bus, long enough!";
const body = fc.string({ unit: "grapheme", maxLength: 200 });

describe("a message on the bus", () => {
  test("is opened by everyone with its key", () => {
    fc.assert(
      fc.property(body, (text) => {
        const signed = new Signatures({ key: NEW }).sign("pw:shard:1", text);
        expect(new Signatures({ key: NEW }).open("pw:shard:1", signed)).toBe(text);
      }),
    );
  });

  test("is refused when one character of it differs, is missing or was added", () => {
    const signatures = new Signatures({ key: NEW });
    const character = fc.constantFrom(...' A0-_{}"é');
    fc.assert(
      fc.property(body, fc.nat(), character, (text, seed, other) => {
        const signed = signatures.sign("pw:shard:1", text);
        const at = seed % signed.length;
        const [before, after] = [signed.slice(0, at), signed.slice(at + 1)];
        for (const forged of [before + after, `${before}${other}${signed.slice(at)}`, before])
          expect(signatures.open("pw:shard:1", forged)).toBeNull();
        fc.pre(signed[at] !== other);
        const isPadding = at === "pw3 ".length + 42;
        if (!isPadding) expect(signatures.open("pw:shard:1", `${before}${other}${after}`)).toBeNull();
      }),
    );
  });

  test.each([
    ["no signature", "x 2 []"],
    ["the format before signatures", "pw2 x 2 []"],
    ["an empty signature", "pw3  x 2 []"],
    ["a signature of zeros", `pw3 ${"A".repeat(43)} x 2 []`],
    ["nothing", ""],
  ])("is refused with %s", (_, text) => {
    expect(new Signatures({ key: NEW }).open("pw:shard:1", text)).toBeNull();
  });

  test("is refused with another key, and on another shard than it was signed for", () => {
    const signed = new Signatures({ key: OLD }).sign("pw:shard:1", "x 2 []");
    expect(new Signatures({ key: NEW }).open("pw:shard:1", signed)).toBeNull();
    expect(new Signatures({ key: OLD }).open("pw:shard:2", signed)).toBeNull();
  });

  test("is accepted at every step of replacing the key, by processes of this step and the one before", () => {
    const steps = [{ key: OLD }, { key: OLD, other: NEW }, { key: NEW, other: OLD }, { key: NEW }];
    for (const [index, keys] of steps.entries())
      for (const neighbour of steps.slice(Math.max(0, index - 1), index + 2)) {
        const signed = new Signatures(keys).sign("pw:shard:1", "x 2 []");
        expect(new Signatures(neighbour).open("pw:shard:1", signed)).toBe("x 2 []");
      }
  });
});
