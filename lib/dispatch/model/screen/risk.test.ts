import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "@/test/support/board-orders";
import { candidate, decisionFor, dispatchOrder, riderId } from "@/test/support/dispatch-views";
import { holds } from "@/test/support/holds";
import { riskOf, worstFirst } from "./risk";

const NOW = Date.parse(at(18, 23));
const minutes = fc.integer({ min: -40, max: 60 }).map((by) => new Date(NOW + by * 60_000).toISOString());
const anOrder = fc
  .record({
    n: fc.integer({ min: 1, max: 9_999 }),
    promised_at: fc.option(minutes, { nil: null }),
    eta_to: fc.option(minutes, { nil: null }),
    ready_at: fc.option(minutes, { nil: null }),
    door: fc.option(minutes, { nil: null }),
  })
  .map(({ n, door, ...fields }) => {
    const order = dispatchOrder(n, fields);
    const decision =
      door === null ? null : decisionFor(order, { candidates: [candidate(1, "Rita", door, 4)] });
    return { ...order, decision };
  });
const orders = fc.uniqueArray(anOrder, { selector: ({ id }) => id, maxLength: 40 });

const RANK = { late: 0, soon: 1, calm: 2 };

describe("the worst first", () => {
  test("late orders, then those at risk, then the rest, each order once", () => {
    holds(
      fc.property(orders, (all) => {
        const sorted = worstFirst(all, NOW);
        expect(sorted.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        const ranks = sorted.map((order) => RANK[riskOf(order, NOW).urgency]);
        expect(ranks).toEqual(ranks.toSorted());
      }),
    );
  });

  test("does not depend on the sequence in which the orders were read", () => {
    holds(
      fc.property(
        orders.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          expect(worstFirst(shuffled, NOW)).toEqual(worstFirst(all, NOW));
        },
      ),
    );
  });

  test("among late orders the longest late is first, among those on time the next due", () => {
    holds(
      fc.property(orders, (all) => {
        const sorted = worstFirst(all, NOW);
        for (const urgency of ["late", "calm"] as const) {
          const dues = sorted
            .map((order) => riskOf(order, NOW))
            .filter((risk) => risk.urgency === urgency)
            .map(({ due }) => due ?? Number.POSITIVE_INFINITY);
          expect(dues).toEqual(dues.toSorted((one, other) => (one === other ? 0 : one - other)));
        }
      }),
    );
  });

  test("an order only becomes worse with time", () => {
    holds(
      fc.property(anOrder, fc.integer({ min: 0, max: 7_200_000 }), (order, later) => {
        const [now, then] = [riskOf(order, NOW), riskOf(order, NOW + later)];
        expect(RANK[then.urgency]).toBeLessThanOrEqual(RANK[now.urgency]);
      }),
    );
  });
});

describe("an order is at risk", () => {
  const order = dispatchOrder(1, { promised_at: at(18, 40) });
  const urgency = (more: Parameters<typeof dispatchOrder>[1], now = NOW) =>
    riskOf({ ...order, ...more }, now).urgency;

  test("when it is told to arrive after the promise, and not when together with it", () => {
    expect(urgency({ eta_to: at(18, 40) })).toBe("calm");
    expect(urgency({ eta_to: at(18, 41) })).toBe("soon");
  });

  test("when the rider who is meant to bring it has less to spare than the warning", () => {
    const planned = (door: string) => ({
      decision: decisionFor(order, {
        candidates: [candidate(1, "Rita", door, 4), candidate(2, "Kofi", at(18, 59), 9)],
      }),
    });
    expect(urgency(planned(at(18, 35)))).toBe("calm");
    expect(urgency(planned(at(18, 36)))).toBe("soon");
    expect(urgency({ ...planned(at(18, 30)), rider_id: riderId(2) })).toBe("soon");
  });

  test("when the promise is near, whatever is known", () => {
    expect(urgency({}, Date.parse(at(18, 34)))).toBe("calm");
    expect(urgency({}, Date.parse(at(18, 35)))).toBe("soon");
    expect(urgency({}, Date.parse(at(18, 40)))).toBe("late");
  });

  test("never before the store has accepted it", () => {
    expect(riskOf({ ...order, promised_at: null, eta_to: at(17) }, NOW)).toEqual({
      urgency: "calm",
      due: null,
      spare: null,
    });
  });
});
