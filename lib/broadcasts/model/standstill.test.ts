import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge, movedBy, standstillEnd, stoodStill, type Window, type Windows } from "./standstill";

const MINUTE = 60_000;
const instant = fc.integer({ min: 0, max: 240 }).map((minutes) => minutes * MINUTE);
const window = fc
  .tuple(instant, fc.integer({ min: -5, max: 40 }))
  .map(([from, minutes]): Window => [from, from + minutes * MINUTE]);
const windows = fc.array(window, { maxLength: 6 });
const placed = fc
  .tuple(instant, fc.integer({ min: 1, max: 30 }))
  .map(([since, minutes]) => ({ since, deadline: since + minutes * MINUTE }));

/** The rule in its plainest form: walks minute by minute, and counts those without maintenance. */
function walked(deadline: number, since: number, during: Windows): number {
  let left = deadline - since;
  let now = since;
  while (left > 0) {
    const isStill = during.some(([from, to]) => from <= now && now < to);
    if (!isStill) left -= MINUTE;
    now += MINUTE;
  }
  return now;
}

describe("a deadline during maintenance", () => {
  it("passes once its own time has run without the maintenance, however that overlaps", () => {
    fc.assert(
      fc.property(placed, windows, ({ since, deadline }, during) => {
        expect(movedBy(deadline, since, during)).toBe(walked(deadline, since, during));
      }),
    );
  });

  it("moves by exactly as long as time stood still until it passes", () => {
    fc.assert(
      fc.property(placed, windows, ({ since, deadline }, during) => {
        const moved = movedBy(deadline, since, during);
        expect(moved - deadline).toBe(stoodStill(since, moved, during));
      }),
    );
  });

  it("has passed exactly when its remaining time is used up, at each instant", () => {
    fc.assert(
      fc.property(placed, windows, instant, ({ since, deadline }, during, later) => {
        const now = since + later;
        expect(movedBy(deadline, since, during) <= now).toBe(
          deadline <= now - stoodStill(since, now, during),
        );
      }),
    );
  });

  it("moves once by maintenance that is stated twice, in parts or in another order", () => {
    fc.assert(
      fc.property(placed, windows, instant, ({ since, deadline }, during, cut) => {
        const parts = during.flatMap(([from, to]): Window[] =>
          from < cut && cut < to
            ? [
                [from, cut],
                [cut, to],
              ]
            : [[from, to]],
        );
        expect(movedBy(deadline, since, [...parts, ...during].reverse())).toBe(
          movedBy(deadline, since, during),
        );
      }),
    );
  });

  it("does not move by maintenance that never took place, was over before, or comes after", () => {
    fc.assert(
      fc.property(placed, fc.nat(60), ({ since, deadline }, minutes) => {
        const others: Windows = [
          [since + MINUTE, since + MINUTE],
          [since - minutes * MINUTE, since],
          [deadline, deadline + minutes * MINUTE],
        ];
        expect(movedBy(deadline, since, others)).toBe(deadline);
      }),
    );
  });

  it("keeps what has run when maintenance ends early or is extended", () => {
    const set: [number, number] = [0, 10 * MINUTE];
    const [since, deadline] = set;
    expect(movedBy(deadline, since, [[4 * MINUTE, 34 * MINUTE]])).toBe(40 * MINUTE);
    expect(movedBy(deadline, since, [[4 * MINUTE, 9 * MINUTE]])).toBe(15 * MINUTE);
    expect(movedBy(deadline, since, [[4 * MINUTE, 64 * MINUTE]])).toBe(70 * MINUTE);
    expect(movedBy(deadline, since, [])).toBe(deadline);
  });
});

describe("merged maintenance", () => {
  it("has gaps, is in order, and covers the same instants", () => {
    fc.assert(
      fc.property(windows, instant, (during, at) => {
        const merged = merge(during);
        for (const [index, [from, to]] of merged.entries()) {
          expect(from).toBeLessThan(to);
          expect(merged[index - 1]?.[1] ?? -1).toBeLessThan(from);
        }
        const covers = (list: Windows) => list.some(([from, to]) => from <= at && at < to);
        expect(covers(merged)).toBe(covers(during));
        expect(standstillEnd(at, during) !== null).toBe(covers(during));
      }),
    );
  });

  it("ends when the last of what follows without a gap ends", () => {
    const during: Windows = [
      [0, 10],
      [8, 20],
      [20, 25],
      [26, 30],
    ];
    expect(standstillEnd(5, during)).toBe(25);
    expect(standstillEnd(25, during)).toBeNull();
  });
});
