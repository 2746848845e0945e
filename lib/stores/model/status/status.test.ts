import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Hours, WEEKDAYS } from "@/lib/stores/model/hours/schema";
import { LATE_ORDERS, statusWithLoad } from "@/lib/stores/model/load";
import { holds } from "@/test/support/holds";
import { ALWAYS_OPEN, NEVER_OPEN, OPEN_INTAKE } from "@/test/support/intake";
import { changedIntake } from "./change";
import {
  changeOfBody,
  type IntakeChange,
  intakeChangeSchema,
  statusBodySchema,
  type TakingStore,
} from "./schema";
import { endOfMode, newerFacts, statusAt, takesOrders } from "./status";
import { BUSY_MINUTES, choosableMinutes, LASTS } from "./terms";

const at = (iso: string) => Date.parse(iso);
const EVENINGS: Hours = {
  weekly: WEEKDAYS.map((day) => ({ day, from: "18:00", to: "02:00" })),
  exceptions: [],
  last_order_minutes: 30,
};
const LUNCH_AND_DINNER: Hours = {
  weekly: WEEKDAYS.flatMap((day) => [
    { day, from: "11:00", to: "15:00" },
    { day, from: "18:00", to: "22:00" },
  ]),
  exceptions: [],
  last_order_minutes: 0,
};
/** One service from 18:00 to 02:00, entered as two. */
const AROUND_MIDNIGHT: Hours = {
  weekly: WEEKDAYS.flatMap((day) => [
    { day, from: "00:00", to: "02:00" },
    { day, from: "18:00", to: "00:00" },
  ]),
  exceptions: [],
  last_order_minutes: 30,
};
const store = (hours: Hours): TakingStore => ({ hours, intake: OPEN_INTAKE, time_zone: "Europe/Berlin" });
const withChange = (before: TakingStore, change: IntakeChange, now: number): TakingStore => ({
  ...before,
  intake: changedIntake(before, change, now),
});
const paused = (lasts: (typeof LASTS)[number], reason = "") => ({ mode: "paused", lasts, reason }) as const;

/** A Thursday evening, 20:00 in Berlin. */
const EIGHT = at("2026-11-26T19:00:00Z");

describe("a store that is open", () => {
  test("says until when it takes orders, and then when it opens", () => {
    expect(statusAt(store(EVENINGS), EIGHT)).toEqual({
      mode: "open",
      until: "2026-11-27T00:30:00.000Z",
      extra_minutes: 0,
      reason: null,
      opens_at: null,
    });
    expect(statusAt(store(EVENINGS), at("2026-11-27T00:30:00Z"))).toMatchObject({
      mode: "closed",
      until: "2026-11-27T17:00:00.000Z",
      opens_at: "2026-11-27T17:00:00.000Z",
    });
  });

  test("adds minutes while it is busy", () => {
    const busy = withChange(
      store(EVENINGS),
      { mode: "busy", extra_minutes: 15, lasts: 30, reason: "A large group" },
      EIGHT,
    );
    expect(statusAt(busy, EIGHT)).toEqual({
      mode: "busy",
      until: "2026-11-26T19:30:00.000Z",
      extra_minutes: 15,
      reason: "A large group",
      opens_at: null,
    });
    expect(statusAt(busy, EIGHT + 30 * 60_000)).toMatchObject({
      mode: "open",
      extra_minutes: 0,
      reason: null,
    });
  });
});

describe("a pause", () => {
  test("ends by itself", () => {
    const half = withChange(store(EVENINGS), paused(30, "The oven is cold"), EIGHT);
    expect(statusAt(half, EIGHT)).toEqual({
      mode: "paused",
      until: "2026-11-26T19:30:00.000Z",
      extra_minutes: 0,
      reason: "The oven is cold",
      opens_at: "2026-11-26T19:30:00.000Z",
    });
    expect(statusAt(half, at("2026-11-26T19:29:59Z")).mode).toBe("paused");
    expect(statusAt(half, at("2026-11-26T19:30:00Z")).mode).toBe("open");
  });

  test("that ends after the last order opens with the next service", () => {
    const late = withChange(store(EVENINGS), paused(60), at("2026-11-27T00:00:00Z"));
    expect(statusAt(late, at("2026-11-27T00:10:00Z"))).toMatchObject({
      mode: "paused",
      opens_at: "2026-11-27T17:00:00.000Z",
    });
  });

  test("until somebody opens the store does not end with the next opening", () => {
    const open = withChange(store(EVENINGS), paused("until_open"), EIGHT);
    for (const now of ["2026-11-27T12:00:00Z", "2026-11-27T18:00:00Z"])
      expect(statusAt(open, at(now))).toMatchObject({ mode: "paused", until: null, opens_at: null });
  });

  test.each([
    [
      "at lunch",
      LUNCH_AND_DINNER,
      "2026-11-26T12:00:00Z",
      "2026-11-26T23:00:00.000Z",
      "2026-11-27T10:00:00.000Z",
    ],
    [
      "in the evening",
      EVENINGS,
      "2026-11-26T19:00:00Z",
      "2026-11-27T01:00:00.000Z",
      "2026-11-27T17:00:00.000Z",
    ],
    [
      "after midnight",
      EVENINGS,
      "2026-11-27T00:10:00Z",
      "2026-11-27T01:00:00.000Z",
      "2026-11-27T17:00:00.000Z",
    ],
    [
      "in an evening that is entered as two times around midnight",
      AROUND_MIDNIGHT,
      "2026-11-26T19:00:00Z",
      "2026-11-27T01:00:00.000Z",
      "2026-11-27T17:00:00.000Z",
    ],
    [
      "after midnight of such an evening",
      AROUND_MIDNIGHT,
      "2026-11-27T00:10:00Z",
      "2026-11-27T01:00:00.000Z",
      "2026-11-27T17:00:00.000Z",
    ],
    [
      "in a store that never closes",
      ALWAYS_OPEN,
      "2026-11-26T19:00:00Z",
      "2026-11-26T23:00:00.000Z",
      "2026-11-26T23:00:00.000Z",
    ],
  ])("until tomorrow, from a press %s, lasts until the service is over", (_, hours, now, until, opens_at) => {
    const tomorrow = withChange(store(hours), paused("tomorrow"), at(now));
    expect(tomorrow.intake.until).toBe(until);
    expect(statusAt(tomorrow, at(now))).toMatchObject({ mode: "paused", until, opens_at });
  });
});

const hours = fc.constantFrom(EVENINGS, LUNCH_AND_DINNER, AROUND_MIDNIGHT, ALWAYS_OPEN, NEVER_OPEN);
const instant = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") });
const change: fc.Arbitrary<IntakeChange> = fc.oneof(
  fc.constant({ mode: "open" } as const),
  fc.record({
    mode: fc.constant("busy" as const),
    extra_minutes: fc.integer({ min: 1, max: 12 }).map((n) => n * BUSY_MINUTES.step),
    lasts: fc.constantFrom(...LASTS),
    reason: fc.constant(""),
  }),
  fc.record({
    mode: fc.constant("paused" as const),
    lasts: fc.constantFrom(...LASTS),
    reason: fc.constant(""),
  }),
);

test("whatever was pressed, a status holds until it says, and orders are taken from when it says", () => {
  holds(
    fc.property(
      hours,
      change,
      instant,
      fc.integer({ min: 0, max: 3 * 86_400_000 }),
      (open, pressed, at, later) => {
        const changed = withChange(store(open), pressed, at);
        const now = at + later;
        const status = statusAt(changed, now);
        if (takesOrders(status)) expect(status.opens_at).toBeNull();
        else expect(status.extra_minutes).toBe(0);
        if (status.opens_at !== null) {
          const opens = Date.parse(status.opens_at);
          expect(opens).toBeGreaterThan(now);
          expect(takesOrders(statusAt(changed, opens))).toBe(true);
          expect(takesOrders(statusAt(changed, opens - 1))).toBe(false);
        }
        if (status.until === null) return;
        const until = Date.parse(status.until);
        expect(until).toBeGreaterThan(now);
        expect(statusAt(changed, until - 1)).toEqual(status);
      },
    ),
  );
});

test("opening a store ends whatever was pressed before", () => {
  holds(
    fc.property(hours, change, instant, (open, pressed, at) => {
      const before = withChange(store(open), pressed, at);
      const opened = withChange(before, { mode: "open" }, at + 1);
      expect(statusAt(opened, at + 1)).toEqual(statusAt(store(open), at + 1));
      expect(opened.intake.version).toBe(3);
    }),
  );
});

test("facts that are not newer than those held change nothing", () => {
  const held = withChange(store(EVENINGS), paused(30), EIGHT);
  expect(newerFacts(held, store(EVENINGS))).toBe(held);
  expect(newerFacts(store(EVENINGS), held)).toEqual(held);
});

test("newer facts bring the capacity, and older events, which lack it, leave it as it was", () => {
  const held = { ...store(EVENINGS), slot_orders: null, slot_points: 30, auto_busy: true };
  const { hours, intake } = withChange(held, paused(30), EIGHT);
  expect(newerFacts(held, { hours, intake })).toEqual({ ...held, intake });
  const off = { hours, intake, slot_orders: null, slot_points: null, auto_busy: false };
  expect(newerFacts(held, off)).toEqual({ ...held, ...off });
});

describe("the end that staff are told of a busy store", () => {
  const busy = (lasts: (typeof LASTS)[number]) =>
    withChange(store(EVENINGS), { mode: "busy", extra_minutes: 15, lasts, reason: "" }, EIGHT);
  const endAt = (of: TakingStore, now: number) => endOfMode(statusAt(of, now), of.intake);

  test("is the one that was pressed", () => {
    expect(endAt(busy(30), EIGHT)).toBe("2026-11-26T19:30:00.000Z");
  });

  test("is none when somebody has to open it, also when the store closes meanwhile", () => {
    expect(statusAt(busy("until_open"), EIGHT).until).not.toBeNull();
    expect(endAt(busy("until_open"), EIGHT)).toBeNull();
  });

  test("is none when its load makes it busy", () => {
    const late = Array.from({ length: LATE_ORDERS }, () => ({
      readyBy: EIGHT - 12 * 60_000,
      points: 1,
      isInKitchen: true,
    }));
    const kitchen = { default_prep_minutes: 20, slot_orders: null, slot_points: null, auto_busy: true };
    for (const view of [store(EVENINGS), busy("until_open")]) {
      const status = statusWithLoad(statusAt(view, EIGHT), kitchen, late, EIGHT, String);
      expect(status.mode).toBe("busy");
      expect(endOfMode(status, view.intake)).toBeNull();
    }
  });
});

test("staff can keep whatever minutes a status has: what the dialog offers is accepted", () => {
  holds(
    fc.property(fc.integer({ min: 0, max: 120 }), (shown) => {
      const extra_minutes = choosableMinutes(shown);
      const sent = { mode: "busy", extra_minutes, lasts: 30 };
      expect(intakeChangeSchema.safeParse(sent).success).toBe(true);
      if (shown >= BUSY_MINUTES.minimum && shown <= BUSY_MINUTES.maximum)
        expect(extra_minutes - shown).toSatisfy((more: number) => more >= 0 && more < BUSY_MINUTES.step);
    }),
  );
});

describe("the body of a change", () => {
  test.each([
    [{ mode: "open" }, { mode: "open" }],
    [
      { mode: "busy", extra_minutes: 15 },
      { mode: "busy", extra_minutes: 15, lasts: "until_open", reason: "" },
    ],
    [
      { mode: "paused", minutes: 30, reason: " Oven " },
      { mode: "paused", lasts: 30, reason: "Oven" },
    ],
    [
      { mode: "paused", until: "tomorrow" },
      { mode: "paused", lasts: "tomorrow", reason: "" },
    ],
    [
      { mode: "paused", minutes: null },
      { mode: "paused", lasts: "until_open", reason: "" },
    ],
  ])("%o is understood", (body, expected) => {
    expect(changeOfBody(statusBodySchema.parse(body))).toEqual(expected);
  });

  test.each([
    { mode: "closed" },
    { mode: "busy" },
    { mode: "busy", extra_minutes: 3 },
    { mode: "busy", extra_minutes: 65 },
    { mode: "paused", minutes: 20 },
    { mode: "paused", minutes: 15, until: "tomorrow" },
    { mode: "paused", reason: "x".repeat(141) },
  ])("%o is refused", (body) => {
    expect(statusBodySchema.safeParse(body).success).toBe(false);
  });
});
