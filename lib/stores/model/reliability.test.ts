import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOfOrder, RELIABILITY, reliabilityOf } from "./reliability";

const counts = fc.record({
  delivered: fc.nat(100_000),
  ownFault: fc.nat(2_000),
  otherFault: fc.nat(2_000),
  byCustomer: fc.nat(2_000),
});
const none = { delivered: 0, ownFault: 0, otherFault: 0, byCustomer: 0 };

describe("the reliability of a store", () => {
  test("is good exactly from the stated bar on", () => {
    expect(reliabilityOf({ ...none, delivered: 986, ownFault: 14 })).toMatchObject({
      verdict: "good",
      counted: 1_000,
    });
    expect(reliabilityOf({ ...none, delivered: 985, ownFault: 15 }).verdict).toBe("below");
    expect(reliabilityOf({ ...none, delivered: 95, otherFault: 5 }).verdict).toBe("good");
    expect(reliabilityOf({ ...none, delivered: 94, otherFault: 6 }).verdict).toBe("below");
  });

  test("is not judged below 50 orders, and has no shares without one", () => {
    expect(reliabilityOf({ ...none, delivered: 49 })).toMatchObject({ verdict: "too_few", completion: 1 });
    expect(reliabilityOf({ ...none, ownFault: 49 }).verdict).toBe("too_few");
    expect(reliabilityOf({ ...none, delivered: 50 }).verdict).toBe("good");
    expect(reliabilityOf({ ...none, byCustomer: 500 })).toEqual({
      counted: 0,
      completion: null,
      ownFault: null,
      verdict: "too_few",
    });
  });

  test("does not depend on what customers cancel", () => {
    fc.assert(
      fc.property(counts, fc.nat(5_000), (ended, byCustomer) => {
        expect(reliabilityOf({ ...ended, byCustomer })).toEqual(reliabilityOf(ended));
      }),
    );
  });

  test("has shares between 0 and 1, and never gets better by an order of the store's fault", () => {
    fc.assert(
      fc.property(counts, (ended) => {
        const before = reliabilityOf(ended);
        const after = reliabilityOf({ ...ended, ownFault: ended.ownFault + 1 });
        for (const share of [before.completion ?? 0, before.ownFault ?? 0]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        if (before.verdict === "below" && after.counted >= RELIABILITY.orders)
          expect(after.verdict).toBe("below");
      }),
    );
  });
});

test.each([
  ["Delivered", null, null, "delivered"],
  ["Preparing", null, null, null],
  ["Cancelled", "customer", "CUSTOMER_CANCELLED", "byCustomer"],
  ["Cancelled", "partner", "TOO_BUSY", "ownFault"],
  ["Cancelled", "system", "PARTNER_TIMEOUT", "ownFault"],
  ["Cancelled", "admin", "CLOSED", "ownFault"],
  ["Cancelled", "admin", "CUSTOMER_UNREACHABLE", "otherFault"],
  ["Cancelled", "admin", "OTHER", "otherFault"],
])("an order that is %s by %s for %s counts as %s", (status, cancelled_by, cancel_reason, end) => {
  expect(endOfOrder({ status, cancelled_by, cancel_reason })).toBe(end);
});
