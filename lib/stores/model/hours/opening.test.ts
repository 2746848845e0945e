import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { ALWAYS_OPEN, NEVER_OPEN } from "@/test/support/intake";
import { firstOrderFrom, openingAt, serviceAt, yesterdayUntil } from "./opening";
import { type Hours, hoursSchema, WEEKDAYS } from "./schema";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BERLIN = "Europe/Berlin";
const at = (iso: string) => Date.parse(iso);
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** Opens at 18:00 and closes at 02:00 on each day; the last order is half an hour earlier. */
const EVENINGS: Hours = {
  weekly: WEEKDAYS.map((day) => ({ day, from: "18:00", to: "02:00" })),
  exceptions: [],
  last_order_minutes: 30,
};
const onMondays = (from: string, to: string): Hours => ({
  ...NEVER_OPEN,
  weekly: [{ day: 1, from, to }],
});

describe("the service that began yesterday", () => {
  test.each([
    ["2026-11-26T22:59:59Z", null],
    ["2026-11-26T23:00:00Z", "2026-11-27T03:00:00.000Z"],
    ["2026-11-27T01:30:00Z", "2026-11-27T03:00:00.000Z"],
    ["2026-11-27T02:59:59Z", "2026-11-27T03:00:00.000Z"],
    ["2026-11-27T03:00:00Z", null],
    ["2026-11-27T18:00:00Z", null],
  ])("that closes at two concerns the staff from midnight to four: at %s", (now, until) =>
    expect(iso(yesterdayUntil(EVENINGS, BERLIN, at(now)))).toBe(until),
  );

  test("ends with the next one, as of a restaurant that never closes", () => {
    const daily = (from: string, to: string) => ({
      ...NEVER_OPEN,
      weekly: WEEKDAYS.map((day) => ({ day, from, to })),
    });
    expect(yesterdayUntil(daily("00:00", "00:00"), BERLIN, at("2026-11-26T23:00:00Z"))).toBeNull();
    expect(iso(yesterdayUntil(daily("03:00", "02:00"), BERLIN, at("2026-11-27T01:30:00Z")))).toBe(
      "2026-11-27T02:00:00.000Z",
    );
    expect(yesterdayUntil(NEVER_OPEN, BERLIN, at("2026-11-26T23:00:00Z"))).toBeNull();
  });
});

describe("in a week without a change of the clocks", () => {
  test.each([
    ["2026-11-26T16:59:59Z", { isOpen: false, takesOrders: false, opensAt: "2026-11-26T17:00:00.000Z" }],
    ["2026-11-26T17:00:00Z", { isOpen: true, takesOrders: true, lastOrderAt: "2026-11-27T00:30:00.000Z" }],
    ["2026-11-27T00:29:59Z", { isOpen: true, takesOrders: true, lastOrderAt: "2026-11-27T00:30:00.000Z" }],
    ["2026-11-27T00:30:00Z", { isOpen: true, takesOrders: false, opensAt: "2026-11-27T17:00:00.000Z" }],
    ["2026-11-27T01:00:00Z", { isOpen: false, takesOrders: false, opensAt: "2026-11-27T17:00:00.000Z" }],
  ])("evenings past midnight, at %s", (now, expected) => {
    const opening = openingAt(EVENINGS, BERLIN, at(now));
    expect({ ...opening, lastOrderAt: iso(opening.lastOrderAt), opensAt: iso(opening.opensAt) }).toEqual({
      lastOrderAt: null,
      opensAt: null,
      ...expected,
    });
  });

  test("an exception replaces what begins on its date, not what began the day before", () => {
    const closed: Hours = { ...EVENINGS, exceptions: [{ date: "2026-12-24", intervals: [] }] };
    expect(openingAt(closed, BERLIN, at("2026-12-23T23:30:00Z")).isOpen).toBe(true);
    expect(iso(openingAt(closed, BERLIN, at("2026-12-24T18:00:00Z")).opensAt)).toBe(
      "2026-12-25T17:00:00.000Z",
    );
    const short: Hours = {
      ...EVENINGS,
      exceptions: [{ date: "2026-12-24", intervals: [{ from: "11:00", to: "14:00" }] }],
    };
    expect(openingAt(short, BERLIN, at("2026-12-24T10:00:00Z")).takesOrders).toBe(true);
    expect(openingAt(short, BERLIN, at("2026-12-24T12:30:00Z"))).toMatchObject({
      isOpen: true,
      takesOrders: false,
    });
  });

  test("intervals that touch have one last order, at the end of the last one", () => {
    const hours: Hours = {
      ...NEVER_OPEN,
      last_order_minutes: 30,
      weekly: [
        { day: 4, from: "11:00", to: "15:00" },
        { day: 4, from: "15:00", to: "22:00" },
      ],
    };
    expect(iso(openingAt(hours, BERLIN, at("2026-11-26T13:45:00Z")).lastOrderAt)).toBe(
      "2026-11-26T20:30:00.000Z",
    );
  });

  test("an interval that is shorter than the time after the last order never takes orders", () => {
    const hours: Hours = { ...onMondays("12:00", "12:20"), last_order_minutes: 30 };
    const monday = at("2026-11-30T11:10:00Z");
    expect(openingAt(hours, BERLIN, monday)).toEqual({
      isOpen: true,
      takesOrders: false,
      lastOrderAt: null,
      opensAt: null,
    });
  });

  test("a restaurant that never closes has no last order, one that never opens no opening", () => {
    const now = at("2026-11-26T12:00:00Z");
    expect(openingAt(ALWAYS_OPEN, BERLIN, now)).toMatchObject({ takesOrders: true, lastOrderAt: null });
    expect(openingAt(NEVER_OPEN, BERLIN, now)).toMatchObject({ takesOrders: false, opensAt: null });
  });

  test("the next opening is found behind a month of holidays", () => {
    const exceptions = Array.from({ length: 31 }, (_, index) => ({
      date: `2027-01-${String(index + 1).padStart(2, "0")}`,
      intervals: [],
    }));
    expect(iso(openingAt({ ...EVENINGS, exceptions }, BERLIN, at("2027-01-01T12:00:00Z")).opensAt)).toBe(
      "2027-02-01T17:00:00.000Z",
    );
  });

  test("a service lasts from opening to closing, also past midnight", () => {
    const service = { opens: at("2026-11-26T17:00:00Z"), closes: at("2026-11-27T01:00:00Z") };
    expect(serviceAt(EVENINGS, BERLIN, at("2026-11-26T22:00:00Z"))).toEqual(service);
    expect(serviceAt(EVENINGS, BERLIN, at("2026-11-27T00:30:00Z"))).toEqual(service);
    expect(serviceAt(EVENINGS, BERLIN, at("2026-11-26T12:00:00Z"))).toBeNull();
  });
});

describe("when the clocks change", () => {
  test("a time that they skip is the moment at which they are put forward", () => {
    const hours: Hours = { ...NEVER_OPEN, weekly: [{ day: 7, from: "02:30", to: "05:00" }] };
    expect(iso(openingAt(hours, BERLIN, at("2027-03-28T00:00:00Z")).opensAt)).toBe(
      "2027-03-28T01:00:00.000Z",
    );
    const untilSkipped: Hours = { ...NEVER_OPEN, weekly: [{ day: 6, from: "20:00", to: "02:30" }] };
    expect(iso(openingAt(untilSkipped, BERLIN, at("2027-03-27T22:00:00Z")).lastOrderAt)).toBe(
      "2027-03-28T01:00:00.000Z",
    );
  });

  test("a restaurant that closes at a time that comes twice is open until the second one", () => {
    const hours: Hours = { ...NEVER_OPEN, weekly: [{ day: 6, from: "20:00", to: "02:30" }] };
    for (const now of ["2026-10-25T00:10:00Z", "2026-10-25T00:40:00Z", "2026-10-25T01:10:00Z"])
      expect(iso(openingAt(hours, BERLIN, at(now)).lastOrderAt), now).toBe("2026-10-25T01:30:00.000Z");
  });

  test("one that opens at a time that comes twice opens at the first one", () => {
    const hours: Hours = { ...NEVER_OPEN, weekly: [{ day: 7, from: "02:30", to: "05:00" }] };
    expect(iso(openingAt(hours, BERLIN, at("2026-10-24T12:00:00Z")).opensAt)).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });
});

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Santiago",
  "Africa/Casablanca",
  "UTC",
] as const;

const time = fc
  .integer({ min: 0, max: 24 * 12 - 1 })
  .map((n) => `${String(Math.floor(n / 12)).padStart(2, "0")}:${String((n % 12) * 5).padStart(2, "0")}`);
const interval = fc.record({ from: time, to: time });
/** Around both changes of the clocks in each of the zones, and anywhere else. */
const CHANGES = [
  "2026-10-25T01:00Z",
  "2027-03-28T01:00Z",
  "2026-11-01T06:00Z",
  "2026-04-04T15:00Z",
  "2026-10-03T15:30Z",
];
const instant = fc.oneof(
  fc.integer({ min: at("2026-01-01T00:00:00Z") / MINUTE, max: at("2027-12-31T00:00:00Z") / MINUTE }),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -36 * 60, max: 36 * 60 }))
    .map(([change, minutes]) => at(change) / MINUTE + minutes),
);
const hoursArbitrary: fc.Arbitrary<Hours> = fc.record({
  weekly: fc.array(
    fc.tuple(fc.constantFrom(...WEEKDAYS), interval).map(([day, part]) => ({ day, ...part })),
    { maxLength: 14 },
  ),
  exceptions: fc.uniqueArray(
    fc.record({
      date: fc.constantFrom("2026-10-24", "2026-10-25", "2027-03-28", "2026-11-01", "2026-04-05"),
      intervals: fc.array(interval, { maxLength: 3 }),
    }),
    { selector: ({ date }) => date, maxLength: 3 },
  ),
  last_order_minutes: fc.integer({ min: 0, max: 90 }),
});

const clocks = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }),
  ]),
);
const shown = (zone: (typeof ZONES)[number], now: number) => clocks.get(zone)?.format(now) ?? "";

/** Reads the clock on the wall, and nothing else. */
function isOpenByTheClock(hours: Hours, zone: (typeof ZONES)[number], now: number): boolean {
  const [date = "", clock = ""] = shown(zone, now).split(" ");
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const on = (day: number) => {
    const name = new Date(day).toISOString().slice(0, 10);
    const exception = hours.exceptions.find((one) => one.date === name);
    const weekday = new Date(day).getUTCDay() || 7;
    return exception?.intervals ?? hours.weekly.filter((one) => one.day === weekday);
  };
  return (
    on(midnight).some(({ from, to }) => from <= clock && (to <= from || clock < to)) ||
    on(midnight - 24 * HOUR).some(({ from, to }) => to <= from && clock < to)
  );
}

/** The clocks show the same time twice, at most three hours apart. */
const comesTwice = (zone: (typeof ZONES)[number], now: number) =>
  Array.from({ length: 12 }, (_, index) => (index + 1) * 15 * MINUTE).some(
    (by) => shown(zone, now + by) === shown(zone, now) || shown(zone, now - by) === shown(zone, now),
  );

test("at each moment, a restaurant is open exactly when the clock on its wall says so", () => {
  holds(
    fc.property(hoursArbitrary, fc.constantFrom(...ZONES), instant, (hours, zone, minute) => {
      const now = minute * MINUTE;
      const { isOpen } = openingAt(hours, zone, now);
      const expected = isOpenByTheClock(hours, zone, now);
      // In an hour that comes twice it does not close in between.
      if (comesTwice(zone, now)) return !expected || isOpen;
      return isOpen === expected;
    }),
  );
});

test("orders are taken until the last order, and again from the next opening on, and at no moment between", () => {
  holds(
    fc.property(
      hoursArbitrary,
      fc.constantFrom(...ZONES),
      instant,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (hours, zone, minute, part) => {
        const now = minute * MINUTE;
        const { isOpen, takesOrders, lastOrderAt, opensAt } = openingAt(hours, zone, now);
        if (takesOrders) expect([isOpen, opensAt]).toEqual([true, null]);
        const until = takesOrders ? lastOrderAt : opensAt;
        if (until === null) return;
        expect(until).toBeGreaterThan(now);
        const between = now + Math.floor((until - 1 - now) * part);
        expect(openingAt(hours, zone, between).takesOrders).toBe(takesOrders);
        expect(openingAt(hours, zone, until).takesOrders).toBe(!takesOrders);
        if (opensAt !== null) expect(firstOrderFrom(hours, zone, now)).toBe(opensAt);
      },
    ),
  );
});

test.each([
  ["a time that no clock shows", { weekly: [{ day: 1, from: "24:00", to: "02:00" }] }],
  ["a day that is none", { weekly: [{ day: 0, from: "10:00", to: "12:00" }] }],
  ["a date that does not exist", { exceptions: [{ date: "2026-02-30", intervals: [] }] }],
  [
    "the same date twice",
    {
      exceptions: [
        { date: "2026-12-24", intervals: [] },
        { date: "2026-12-24", intervals: [] },
      ],
    },
  ],
  ["a last order before opening", { last_order_minutes: -1 }],
])("%s is refused", (_, wrong) => {
  expect(hoursSchema.safeParse({ ...NEVER_OPEN, ...wrong }).success).toBe(false);
});
