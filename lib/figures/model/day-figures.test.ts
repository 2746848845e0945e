import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadlineOf } from "@/lib/board/model/deadlines";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { type CountedOrder, groupsOf } from "@/test/support/order-groups";
import { addDays, boundsOf } from "./day";
import { byHour, isOwnFault, QUARTER_SECONDS, totalsOf } from "./day-figures";

const NOW = Date.parse(at(18, 10));
const totals = (orders: readonly CountedOrder[], now = NOW) => totalsOf(groupsOf(orders), now);
const cancelled = (more: Partial<CountedOrder>) =>
  boardOrder(1, {
    order_status: "Cancelled",
    payment_status: "released",
    cancelled_at: at(18, 5),
    cancelled_by: "partner",
    ...more,
  });
const delivered = (minute: number) =>
  acceptedOrder(1, { order_status: "Delivered", payment_status: "captured", delivered_at: at(18, minute) });

describe("the totals of a day", () => {
  test("of no orders are zero, without times", () => {
    expect(totals([])).toEqual({
      orders: 0,
      revenue: 0,
      median_accept_seconds: null,
      p90_accept_seconds: null,
      late: 0,
      cancelled: 0,
      own_fault: 0,
    });
  });

  test("count a cancelled order, but not its money", () => {
    const counted = totals([acceptedOrder(1), cancelled({ cancel_reason: "TOO_BUSY" })]);
    expect(counted).toMatchObject({ orders: 2, revenue: 1540, cancelled: 1, own_fault: 1 });
  });

  test("leave out money that was paid back", () => {
    expect(totals([{ ...delivered(30), payment_status: "refunded" }]).revenue).toBe(0);
  });

  test("are exact to the cent, and those of two halves add up", () => {
    const orders = fc.array(
      fc.record({
        final_amount: fc.integer({ min: 0, max: 1_000_000 }),
        isCancelled: fc.boolean(),
      }),
      { maxLength: 100 },
    );
    const toOrder = ({ final_amount, isCancelled }: { final_amount: number; isCancelled: boolean }) =>
      isCancelled ? cancelled({ final_amount }) : acceptedOrder(1, { final_amount });
    fc.assert(
      fc.property(orders, orders, (one, other) => {
        const [first, second, both] = [one, other, [...one, ...other]].map((some) =>
          totals(some.map(toOrder)),
        );
        const exact = [...one, ...other].reduce(
          (sum, { final_amount, isCancelled }) => sum + (isCancelled ? 0 : final_amount),
          0,
        );
        expect(both?.revenue).toBe(exact);
        expect(both?.orders).toBe((first?.orders ?? 0) + (second?.orders ?? 0));
        expect(both?.cancelled).toBe((first?.cancelled ?? 0) + (second?.cancelled ?? 0));
        expect(both?.own_fault).toBeLessThanOrEqual(both?.cancelled ?? 0);
      }),
    );
  });

  test("have the median and the 90th percentile of the seconds to accept", () => {
    const orders = [1, 2, 3, 4, 5].map((n) => acceptedOrder(n, { accepted_at: at(18, n) }));
    expect(totals(orders)).toMatchObject({ median_accept_seconds: 180, p90_accept_seconds: 276 });
  });
});

describe("an order is late", () => {
  test("when it was delivered after the promised time, for good", () => {
    expect(totals([delivered(34)]).late).toBe(0);
    expect(totals([delivered(36)]).late).toBe(1);
  });

  test("while it is open, from the moment at which the board shows it as late", () => {
    const order = acceptedOrder(1);
    const due = deadlineOf(order)?.due ?? Number.NaN;
    expect(totals([order], due - 1).late).toBe(0);
    expect(totals([order], due).late).toBe(1);
  });

  test("never, when it is new or cancelled", () => {
    const much = NOW + 86_400_000;
    expect(totals([boardOrder(1), cancelled({ promised_at: at(18, 1) })], much).late).toBe(0);
  });
});

test.each([
  ["partner", "OUT_OF_ITEMS", true],
  ["partner", "OTHER", true],
  ["system", "PARTNER_TIMEOUT", true],
  ["admin", "CLOSED", true],
  ["admin", "OTHER", false],
  ["admin", "CUSTOMER_UNREACHABLE", false],
  ["admin", "DELIVERY_FAILED", false],
  ["customer", "CUSTOMER_CANCELLED", false],
  ["customer", "OUT_OF_ITEMS", true],
] as const)("an order that %s cancelled for %s is the store's fault: %s", (cancelled_by, reason, isFault) => {
  expect(isOwnFault(cancelled({ cancelled_by, cancel_reason: reason }))).toBe(isFault);
});

describe("the hours of a day", () => {
  const quarterOf = (instant: number) => Math.floor(instant / 1_000 / QUARTER_SECONDS);

  test("hold each order of the day once, on days of 23, 24 and 25 hours", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000 }).map((offset) => addDays("2024-01-01", offset)),
        fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
        fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { maxLength: 50 }),
        (day, zone, shares) => {
          const { from, to } = boundsOf(day, zone);
          const quarters = shares.map((share) => quarterOf(from + share * (to - from)));
          const hours = byHour([{ quarters }], zone);
          expect(hours).toHaveLength(24);
          expect(hours.reduce((sum, count) => sum + count, 0)).toBe(quarters.length);
        },
      ),
    );
  });

  test("put both occurrences of a repeated hour together, and none into a skipped one", () => {
    const every = (day: string) => {
      const { from, to } = boundsOf(day, "Europe/Berlin");
      const count = (to - from) / 3_600_000;
      const quarters = Array.from({ length: count }, (_, n) => quarterOf(from + n * 3_600_000));
      return byHour([{ quarters }], "Europe/Berlin");
    };
    expect(every("2026-10-25").slice(0, 4)).toEqual([1, 1, 2, 1]);
    expect(every("2026-03-29").slice(0, 4)).toEqual([1, 1, 0, 1]);
  });
});
