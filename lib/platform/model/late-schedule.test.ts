import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLate, lateFrom } from "./late-schedule";

const MINUTE = 60_000;
const period = fc.integer({ min: 1, max: 24 * 60 });
/** The first whole period after an instant, as a cron without an offset has it. */
const dueAfter = (at: number, everyMinutes: number) => {
  const every = everyMinutes * MINUTE;
  return (Math.floor(at / every) + 1) * every;
};
const graceOf = (everyMinutes: number) => lateFrom({ dueAt: 0, everyMinutes });

describe("a schedule", () => {
  test("is never late while each run starts within its grace", () => {
    const delays = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(period, delays, fc.double({ min: 0, max: 1, noNaN: true }), (everyMinutes, all, look) => {
        let last = 0;
        for (const delay of all) {
          const dueAt = dueAfter(last, everyMinutes);
          const start = dueAt + delay * graceOf(everyMinutes);
          const now = last + look * (start - last);
          expect(isLate({ dueAt, everyMinutes, isRunning: false }, now)).toBe(false);
          last = start;
        }
      }),
    );
  });

  test("that stops is late from the end of its grace on, and stays late until it runs", () => {
    fc.assert(
      fc.property(period, fc.nat(10_000 * MINUTE), fc.nat(10_000 * MINUTE), (everyMinutes, last, more) => {
        const dueAt = dueAfter(last, everyMinutes);
        const schedule = { dueAt, everyMinutes, isRunning: false };
        expect(isLate(schedule, lateFrom(schedule))).toBe(false);
        expect(isLate(schedule, lateFrom(schedule) + 1 + more)).toBe(true);
        const now = lateFrom(schedule) + 1 + more;
        expect(isLate({ ...schedule, dueAt: dueAfter(now, everyMinutes) }, now)).toBe(false);
      }),
    );
  });

  test("is not late while it runs, however long that takes", () => {
    fc.assert(
      fc.property(period, fc.nat(), (everyMinutes, now) => {
        expect(isLate({ dueAt: 0, everyMinutes, isRunning: true }, now)).toBe(false);
      }),
    );
  });

  test("is noticed within two and a half minutes if it is due every minute, and within 15 minutes if it is due daily", () => {
    expect(graceOf(1)).toBe(1.5 * MINUTE);
    expect(graceOf(24 * 60)).toBe(15 * MINUTE);
  });
});
