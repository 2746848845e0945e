import fc from "fast-check";
import { expect, test } from "vitest";
import { afterQuietHours, isQuiet, isTimeZone } from "./quiet-hours";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NIGHT = { from: "22:00", to: "07:00" };
const at = (iso: string) => Date.parse(iso);

test.each([
  ["2026-11-21T20:59:59.999Z", false],
  ["2026-11-21T21:00:00.000Z", true],
  ["2026-11-22T03:00:00.000Z", true],
  ["2026-11-22T05:59:59.999Z", true],
  ["2026-11-22T06:00:00.000Z", false],
])("at %s it is quiet in Berlin from 22:00 to 07:00: %s", (iso, expected) => {
  expect(isQuiet(at(iso), NIGHT, "Europe/Berlin")).toBe(expected);
});

const wallTime = fc
  .nat(1_439)
  .map(
    (minutes) =>
      `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`,
  );
const hours = fc.record({ from: wallTime, to: wallTime }).filter(({ from, to }) => from !== to);
const instant = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") });

test("where the clocks are never changed, the wait ends with the first minute that is not quiet", () => {
  fc.assert(
    fc.property(
      instant,
      hours,
      fc.constantFrom("UTC", "Asia/Kolkata", "Asia/Kathmandu"),
      (from, quiet, zone) => {
        const until = afterQuietHours(from, quiet, zone);
        expect(isQuiet(until, quiet, zone)).toBe(false);
        if (!isQuiet(from, quiet, zone)) expect(until).toBe(from);
        else {
          expect(isQuiet(until - 1, quiet, zone)).toBe(true);
          expect(until - from).toBeLessThan(24 * HOUR);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("around a change of clocks, the wait ends with the first minute that is not quiet", () => {
  const changes = ["2026-03-28", "2026-10-24", "2026-04-04", "2026-10-03"].map((day) =>
    at(`${day}T00:00:00Z`),
  );
  const around = fc
    .tuple(fc.constantFrom(...changes), fc.nat(48 * HOUR))
    .map(([change, offset]) => change + offset);
  const zones = fc.constantFrom("Europe/Berlin", "Europe/London", "Australia/Lord_Howe");
  fc.assert(
    fc.property(around, hours, zones, (from, quiet, zone) => {
      const until = afterQuietHours(from, quiet, zone);
      expect(until).toBeGreaterThanOrEqual(from);
      expect(isQuiet(until, quiet, zone)).toBe(false);
      // The clocks may skip every minute of a day outside the quiet hours: the wait then takes two days.
      for (let before = from; before < until; before += MINUTE) {
        if (!isQuiet(before, quiet, zone)) expect.fail(`free at ${new Date(before).toISOString()}`);
      }
    }),
    {
      numRuns: 1_000,
      examples: [[at("2026-03-28T12:00:00Z"), { from: "01:01", to: "01:00" }, "Europe/London"]],
    },
  );
});

test("names of time zones are told from other words", () => {
  expect(["Europe/Berlin", "UTC", "Europe/Nowhere", ""].map(isTimeZone)).toEqual([true, true, false, false]);
});
