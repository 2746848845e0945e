import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anOrder, aRider, aSnapshot, someSnapshot, steps } from "@/test/support/dispatch-snapshots";
import { MEDIAN, readySince } from "../readiness/ready-times";
import { MINUTE } from "../settings";
import type { OpenOrder, Snapshot } from "../snapshot";
import { planFor } from "./plan";
import type { Route } from "./route";

const someSeed = fc.nat(1_000);
const ordersOf = ({ sequence }: Route) => sequence.dropOffs.map(({ order }) => order);

/** Checks a rule on each route of plans for any snapshot, with the rider of the route. */
function forEachRoute(check: (route: Route, snapshot: Snapshot) => void): void {
  fc.assert(
    fc.property(someSnapshot, someSeed, (snapshot, seed) => {
      for (const route of planFor(snapshot, steps(40), seed).routes) check(route, snapshot);
    }),
  );
}
const riderOf = ({ riderId }: Route, { riders }: Snapshot) => riders.find(({ id }) => id === riderId);
/** No rule takes an order back from a rider who has accepted it. */
const isAccepted = (route: Route) => ordersOf(route).every(({ riderId }) => riderId === route.riderId);

describe("a plan", () => {
  test("has each order on one route, or postpones it", () => {
    fc.assert(
      fc.property(someSnapshot, someSeed, (snapshot, seed) => {
        const { routes, postponed } = planFor(snapshot, steps(40), seed);
        const planned = [...routes.flatMap(ordersOf).map(({ id }) => id), ...postponed];
        expect(planned.toSorted()).toEqual(snapshot.orders.map(({ id }) => id).toSorted());
      }),
    );
  });

  test("finds the riders who may carry an order behind any number of nearer ones who may not", () => {
    const near = Array.from({ length: 60 }, (_, n) => aRider(n));
    const far = aRider(99, { place: { lat: 54.31, lng: 10.12 } });
    const declinedBy = near.map(({ id }) => id);
    const routesFor = (order: ReturnType<typeof anOrder>) =>
      planFor(aSnapshot([order], [...near, far]), steps(20), 1).routes.map(({ riderId }) => riderId);
    expect(routesFor(anOrder(1, { declinedBy }))).toEqual([far.id]);
    expect(routesFor(anOrder(1, { pinnedTo: far.id }))).toEqual([far.id]);
  });

  test("has at most one route for each rider", () => {
    fc.assert(
      fc.property(someSnapshot, someSeed, (snapshot, seed) => {
        const riders = planFor(snapshot, steps(40), seed).routes.map(({ riderId }) => riderId);
        expect(new Set(riders).size).toBe(riders.length);
      }),
    );
  });

  test("never gives a rider more than the rider can carry, or more than three orders", () => {
    forEachRoute((route, snapshot) => {
      const load = ordersOf(route).reduce((sum, order) => sum + order.load, 0);
      const fits = load <= (riderOf(route, snapshot)?.capacity ?? 0) && ordersOf(route).length <= 3;
      expect(fits || isAccepted(route)).toBe(true);
    });
  });

  test("picks all orders of a route up before it delivers the first one, each at its store", () => {
    forEachRoute(({ sequence, arriveAt, doorsAt }) => {
      const pickedUp = sequence.pickUps.flatMap(({ orders }) => orders);
      expect(new Set(pickedUp)).toEqual(new Set(sequence.dropOffs.map(({ order }) => order)));
      for (const { place, orders } of sequence.pickUps)
        for (const { store } of orders) expect(store.place).toEqual(place);
      expect([arriveAt, ...doorsAt]).toEqual([arriveAt, ...doorsAt].toSorted((one, other) => one - other));
    });
  });

  test("never lets food get too old for the sake of another order", () => {
    forEachRoute((route) => {
      const isFresh = route.sequence.dropOffs.every(
        ({ order }, n) => (route.doorsAt[n] ?? 0) - order.readyAt[MEDIAN] <= order.freshMs,
      );
      expect(isFresh || ordersOf(route).length === 1 || isAccepted(route)).toBe(true);
    });
  });

  test("gives a pinned order to nobody but its rider", () => {
    forEachRoute((route) => {
      for (const { pinnedTo } of ordersOf(route)) expect(pinnedTo ?? route.riderId).toBe(route.riderId);
    });
  });

  test("asks nobody again who declined an order", () => {
    forEachRoute((route) => {
      for (const { declinedBy, riderId, pinnedTo } of ordersOf(route))
        if (riderId !== route.riderId && pinnedTo !== route.riderId)
          expect(declinedBy).not.toContain(route.riderId);
    });
  });

  test("leaves an accepted order that may not move with its rider", () => {
    forEachRoute((route) => {
      for (const { riderId, mayMove, pinnedTo } of ordersOf(route))
        if (riderId !== null && !mayMove && pinnedTo === null) expect(riderId).toBe(route.riderId);
    });
  });

  test("ends new routes at most ten minutes after the shift", () => {
    forEachRoute((route, snapshot) => {
      const endsAt = (route.doorsAt.at(-1) ?? 0) + snapshot.settings.doorMs;
      const isInTime = endsAt <= (riderOf(route, snapshot)?.shiftEndsAt ?? 0) + 10 * MINUTE;
      expect(isInTime || isAccepted(route)).toBe(true);
    });
  });

  test("is the same for the same snapshot, seed and number of steps", () => {
    fc.assert(
      fc.property(someSnapshot, someSeed, (snapshot, seed) => {
        expect(planFor(snapshot, steps(30), seed)).toEqual(planFor(snapshot, steps(30), seed));
      }),
      { numRuns: 30 },
    );
  });

  test("is never worse for a larger budget, and complete without any", () => {
    fc.assert(
      fc.property(someSnapshot, someSeed, fc.nat(30), fc.nat(30), (snapshot, seed, budget, more) => {
        const small = planFor(snapshot, steps(budget), seed);
        const large = planFor(snapshot, steps(budget + more), seed);
        expect(large.cost).toBeLessThanOrEqual(small.cost + 1e-6);
      }),
    );
  });

  test("costs what its routes cost and what its postponed orders add", () => {
    fc.assert(
      fc.property(someSnapshot, someSeed, (snapshot, seed) => {
        const { routes, cost, postponed } = planFor(snapshot, steps(20), seed);
        const sum = routes.reduce((all, route) => all + route.cost, 0);
        if (postponed.length === 0) expect(cost).toBeCloseTo(sum, 6);
        else expect(cost).toBeGreaterThan(sum - 100);
      }),
    );
  });
});

describe("the riders of a plan", () => {
  const planOf = (snapshot: Snapshot) =>
    planFor(snapshot, steps(100), 1).routes.map((route) => [
      route.riderId,
      ordersOf(route)
        .map(({ id }) => id)
        .toSorted(),
    ]);
  const far = { lat: 54.345, lng: 10.13 };

  test("are the near ones, each for one order, while there are enough", () => {
    const south = { id: "south", place: { lat: 54.3, lng: 10.13 } };
    const orders = [anOrder(1), anOrder(2, { store: south, door: { lat: 54.29, lng: 10.13 } })];
    const riders = [aRider(1, { place: south.place }), aRider(2)];
    expect(planOf(aSnapshot(orders, riders)).toSorted()).toEqual([
      ["rider 1", ["order 2"]],
      ["rider 2", ["order 1"]],
    ]);
  });

  test("carry two orders of a store in one direction although others are idle", () => {
    const idle = Array.from({ length: 6 }, (_, n) => aRider(n));
    const north = anOrder(1, { door: { lat: 54.332, lng: 10.13 } });
    const beside = anOrder(2, { door: { lat: 54.332, lng: 10.134 } });
    expect(planOf(aSnapshot([north, beside], idle)).map(([, orders]) => orders)).toEqual([
      ["order 1", "order 2"],
    ]);
  });

  test("are the fast ones for the oldest order", () => {
    const north = anOrder(1, { door: { lat: 54.33, lng: 10.13 } });
    const south = anOrder(2, { door: { lat: 54.31, lng: 10.13 } });
    const riders = [aRider(1), aRider(2, { place: { lat: 54.325, lng: 10.13 } })];
    const riderOfOld = (orders: OpenOrder[], old: string) =>
      planOf(aSnapshot(orders, riders)).find(([, carried]) => carried?.includes(old))?.[0];
    const placedAt = north.placedAt - 20 * MINUTE;
    expect(riderOfOld([{ ...north, placedAt }, south], north.id)).toBe("rider 1");
    expect(riderOfOld([north, { ...south, placedAt }], south.id)).toBe("rider 1");
  });

  test("carry two orders of a store in one direction when nobody else is there", () => {
    expect(planOf(aSnapshot([anOrder(1), anOrder(2)], [aRider(1)]))).toEqual([
      ["rider 1", ["order 1", "order 2"]],
    ]);
  });

  test("carry no two orders in opposite directions", () => {
    const north = anOrder(1, { door: { lat: 54.33, lng: 10.13 } });
    const opposite = anOrder(2, { door: { lat: 54.31, lng: 10.13 } });
    expect(planOf(aSnapshot([north, opposite], [aRider(1)]))).toHaveLength(1);
    expect(planFor(aSnapshot([north, opposite], [aRider(1)]), steps(50), 1).postponed).toHaveLength(1);
  });

  test("carry no two orders that are ready more than eight minutes apart", () => {
    const later = anOrder(2, { readyAt: readySince(anOrder(1).readyAt[MEDIAN] + 9 * MINUTE) });
    expect(planFor(aSnapshot([anOrder(1), later], [aRider(1)]), steps(50), 1).postponed).toHaveLength(1);
  });

  test("keep an accepted order when another one would save less than four minutes", () => {
    const accepted = anOrder(1, { riderId: "rider 1" });
    const near = aRider(2, { place: { lat: 54.3201, lng: 10.13 } });
    expect(planOf(aSnapshot([accepted], [aRider(1, { place: { lat: 54.322, lng: 10.13 } }), near]))).toEqual([
      ["rider 1", ["order 1"]],
    ]);
  });

  test("change when another one saves more than four minutes, unless the order has been moved before", () => {
    const accepted = anOrder(1, { riderId: "rider 1" });
    const riders = [aRider(1, { place: far }), aRider(2)];
    expect(planOf(aSnapshot([accepted], riders))).toEqual([["rider 2", ["order 1"]]]);
    expect(planOf(aSnapshot([{ ...accepted, mayMove: false }], riders))).toEqual([["rider 1", ["order 1"]]]);
  });

  test("take turns: of two in the same place, the one who has earned less", () => {
    const riders = [aRider(1, { earnings: 1.4 }), aRider(2, { earnings: 0.6 })];
    expect(planOf(aSnapshot([anOrder(1)], riders))).toEqual([["rider 2", ["order 1"]]]);
  });
});
