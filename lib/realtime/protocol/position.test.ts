import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accept, REPLAY_LIMIT, resume } from "./position";

const epoch = fc.constantFrom("", "a", "b");
const log = fc
  .tuple(fc.constantFrom("a", "b"), fc.nat({ max: 3000 }), fc.nat({ max: 3000 }))
  .map(([epoch, one, other]) => ({ epoch, head: Math.max(one, other), tail: Math.min(one, other) }));
const claim = fc.oneof(
  fc.record({ epoch, offset: fc.nat({ max: 3200 }) }),
  fc.constantFrom("fresh" as const, "invalid" as const, "joined" as const),
);

describe("resuming from a position", () => {
  test("continues right after it or returns a reset, and never skips an event silently", () => {
    fc.assert(
      fc.property(claim, log, (from, log) => {
        const decision = resume(from, log);
        if (decision.kind === "reset") return;
        const next = decision.kind === "live" ? decision.from : decision.after;
        if (from === "fresh") expect(next).toBe(log.head);
        else {
          expect(from).toMatchObject({ offset: next });
          expect(next).toBeGreaterThanOrEqual(log.tail);
          expect(next).toBeLessThanOrEqual(log.head);
          expect(log.head - next).toBeLessThanOrEqual(REPLAY_LIMIT);
        }
      }),
    );
  });

  const standing = { epoch: "a", head: 2000, tail: 500 };
  test.each([
    ["its epoch differs", { epoch: "b", offset: 1990 }, "epoch"],
    ["it is before the tail", { epoch: "a", offset: 499 }, "trimmed"],
    ["it is more than a thousand events behind", { epoch: "a", offset: 999 }, "too_far"],
    ["it is ahead of the log", { epoch: "a", offset: 2001 }, "ahead"],
    ["it cannot be parsed", "invalid", "invalid"],
    ["the cursor does not contain the channel", "joined", "joined"],
    ["the channel was unwritten then, and has been trimmed since", { epoch: "", offset: 0 }, "trimmed"],
  ] as const)("is a reset when %s", (_, from, reason) => {
    expect(resume(from, standing)).toEqual({ kind: "reset", reason });
  });

  test("of an unwritten channel replays it from the beginning", () => {
    expect(resume({ epoch: "", offset: 0 }, { epoch: "a", head: 3, tail: 0 })).toEqual({
      kind: "replay",
      after: 0,
    });
  });
});

describe("accepting an offset", () => {
  test("delivers each offset exactly once and in order, whatever copies and orders arrive", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 60 }), (arrivals) => {
        const delivered: number[] = [];
        for (const offset of arrivals)
          if (accept(delivered.length, offset) === "deliver") delivered.push(offset);
        expect(delivered).toEqual(delivered.map((_, index) => index + 1));
      }),
    );
  });
});
