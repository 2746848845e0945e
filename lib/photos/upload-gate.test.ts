import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { takingTurns, UploadGate } from "./upload-gate";

describe("the gate", () => {
  test("never lets more in than allowed, in all and of one person, and is empty at the end", () => {
    const step = fc.record({ person: fc.constantFrom("ana", "ben", "carla"), leaves: fc.boolean() });
    holds(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const gate = new UploadGate(4, 2);
        const inside: { person: string; leave: () => void }[] = [];
        for (const { person, leaves } of steps) {
          const first = inside.findIndex((one) => one.person === person);
          if (leaves && first !== -1) {
            for (const { leave } of inside.splice(first, 1)) {
              leave();
              // Leaving twice is leaving once.
              leave();
            }
            continue;
          }
          const own = inside.filter((one) => one.person === person).length;
          const leave = gate.enter(person);
          expect(leave !== null).toBe(inside.length < 4 && own < 2);
          if (leave !== null) inside.push({ person, leave });
        }
        for (const { leave } of inside) leave();
        expect([1, 2, 3, 4].every((n) => gate.enter(String(n)) !== null)).toBe(true);
      }),
    );
  });
});

describe("turns", () => {
  test("let two works run at a time, in the order of the calls, and go on after one that failed", async () => {
    const inTurn = takingTurns(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    let running = 0;
    const works = [0, 1, 2, 3, 4].map((n) =>
      inTurn(async () => {
        started.push(n);
        running += 1;
        expect(running).toBeLessThanOrEqual(2);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
        if (n === 1) throw new Error("This one fails");
        return n;
      }),
    );
    const settled = Promise.allSettled(works);
    for (let ended = 0; ended < works.length; ended += 1) {
      while (ends.length === 0) await Promise.resolve();
      ends.shift()?.();
      await Promise.resolve();
    }
    expect((await settled).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });
});
