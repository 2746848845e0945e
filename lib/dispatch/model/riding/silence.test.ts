import fc from "fast-check";
import { expect, test } from "vitest";
import { dutyOfSilence, SILENCE_MS } from "./silence";

const ROUND_MS = 20_000;

test("dispatchers are told after six minutes, and orders are offered to others after twelve", () => {
  const after = (ms: number, toldAt: number | null = null) =>
    dutyOfSilence({ seenAt: 1_000, toldAt, now: 1_000 + ms });
  expect(after(SILENCE_MS.tell - 1)).toEqual({ tells: false, releases: false });
  expect(after(SILENCE_MS.tell)).toEqual({ tells: true, releases: false });
  expect(after(SILENCE_MS.release - 1, 1_000 + SILENCE_MS.tell)).toEqual({ tells: false, releases: false });
  expect(after(SILENCE_MS.release, 1_000 + SILENCE_MS.tell)).toEqual({ tells: false, releases: true });
});

test("whatever a rider sends and whenever rounds look, each silence is told once, and no heard rider loses an order", () => {
  const pauses = fc.array(fc.integer({ min: 1, max: 20 * 60_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(pauses, fc.integer({ min: 1, max: ROUND_MS }), (silences, phase) => {
      let [now, seenAt, toldAt]: [number, number, number | null] = [phase, 0, null];
      for (const silence of silences) {
        let told = 0;
        const heardAt = seenAt + silence;
        for (; now < heardAt; now += ROUND_MS) {
          const { tells, releases } = dutyOfSilence({ seenAt, toldAt, now });
          if (tells) {
            expect(now - seenAt).toBeGreaterThanOrEqual(SILENCE_MS.tell);
            told += 1;
            toldAt = now;
          }
          if (releases) expect(now - seenAt).toBeGreaterThanOrEqual(SILENCE_MS.release);
          else expect(now - seenAt).toBeLessThan(SILENCE_MS.release);
        }
        expect(told).toBeLessThanOrEqual(1);
        // A round looks at least every 20 s, so a silence that lasts one round longer is always told.
        if (silence >= SILENCE_MS.tell + ROUND_MS) expect(told).toBe(1);
        seenAt = heardAt;
      }
    }),
  );
});
