import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { RIDER_STATES, type RiderState } from "@/lib/orders/model/delivery";
import {
  DOOR_METRES,
  doorsBefore,
  type LocationRole,
  locationState,
  type SeenStop,
  visibleTo,
} from "./visibility";

const HERE = { lat: 54.32, lng: 10.13 };
const FAR = { lat: 54.34, lng: 10.13 };

interface Carried {
  readonly id: string;
  readonly state: RiderState;
  /** The outcome of its door; the pick-up is done from `picked_up` on. */
  readonly outcome?: SeenStop["outcome"];
  readonly seesRiders?: boolean;
  readonly door?: SeenStop["door"];
}

/** All pick-ups, then all doors, as a trip has them. */
function trip(...orders: readonly Carried[]): SeenStop[] {
  const stop = ({ id, state, seesRiders = true, door = FAR }: Carried) => ({
    ...{ order_id: id, tenant_id: `store of ${id}`, customer_id: `customer of ${id}` },
    ...{ rider_state: state, sees_riders: seesRiders, door },
  });
  return [
    ...orders.map((order) => ({
      ...stop(order),
      kind: "pick_up" as const,
      outcome: ["none", "accepted", "at_store"].includes(order.state) ? null : ("done" as const),
    })),
    ...orders.map((order) => ({
      ...stop(order),
      kind: "drop_off" as const,
      outcome: order.outcome ?? null,
    })),
  ];
}
const sees = (role: LocationRole, orders: readonly Carried[], id = "a", at = HERE) =>
  visibleTo(role, trip(...orders), id, at);

describe("the position of a rider with one order", () => {
  const MATRIX: Record<RiderState, Record<LocationRole, boolean>> = {
    none: { customer: false, store: false, dispatcher: true },
    accepted: { customer: false, store: true, dispatcher: true },
    at_store: { customer: false, store: true, dispatcher: true },
    picked_up: { customer: true, store: false, dispatcher: true },
    at_door: { customer: true, store: false, dispatcher: true },
    failed: { customer: false, store: false, dispatcher: true },
  };
  const roles = ["customer", "store", "dispatcher"] as const;

  test.each(RIDER_STATES.flatMap((state) => roles.map((role) => ({ state, role }))))(
    "in the state $state, as seen by the $role",
    ({ state, role }) => {
      expect(sees(role, [{ id: "a", state }])).toBe(MATRIX[state][role]);
    },
  );

  test("is not for a store whose setting does not allow it", () => {
    expect(sees("store", [{ id: "a", state: "accepted", seesRiders: false }])).toBe(false);
  });

  test.each(["done", "failed", "released"] as const)("is over with the outcome %s", (outcome) => {
    for (const state of RIDER_STATES) {
      expect(sees("customer", [{ id: "a", state, outcome }])).toBe(false);
      expect(sees("store", [{ id: "a", state, outcome }])).toBe(false);
      expect(locationState(trip({ id: "a", state, outcome }), "a")).toBe("none");
    }
  });
});

describe("the position of a rider with several orders", () => {
  const both = [
    { id: "a", state: "picked_up" },
    { id: "b", state: "picked_up" },
  ] as const;

  test("is for the customer whose door is next, and the other one is told how many come first", () => {
    expect(sees("customer", both, "a")).toBe(true);
    expect(sees("customer", both, "b")).toBe(false);
    expect(locationState(trip(...both), "b")).toBe("other_first");
    expect([doorsBefore(trip(...both), "a"), doorsBefore(trip(...both), "b")]).toEqual([0, 1]);
  });

  test("is for nobody's customer while food is still to be picked up", () => {
    const orders = [both[0], { id: "b", state: "accepted" }] as const;
    expect(sees("customer", orders, "a")).toBe(false);
    expect(locationState(trip(...orders), "a")).toBe("other_first");
  });

  test("does not show the door that the rider has just left", () => {
    const orders = [{ ...both[0], outcome: "done" as const, door: HERE }, both[1]];
    expect(sees("customer", orders, "b", HERE)).toBe(false);
    expect(locationState(trip(...orders), "b")).toBe("on_the_way");
    expect(sees("customer", orders, "b", { lat: HERE.lat + 0.002, lng: HERE.lng })).toBe(true);
  });
});

test("no order's customer or store sees a position that another's rule hides, whatever the trip", () => {
  const place = fc.record({
    lat: fc.double({ min: 54.319, max: 54.321, noNaN: true }),
    lng: fc.double({ min: 10.129, max: 10.131, noNaN: true }),
  });
  const order = fc.record({
    state: fc.constantFrom(...RIDER_STATES),
    outcome: fc.constantFrom(null, null, "done" as const, "failed" as const, "released" as const),
    seesRiders: fc.boolean(),
    door: fc.option(place, { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 3 }), place, (orders, position) => {
      const stops = trip(...orders.map((one, index) => ({ id: `${index}`, ...one })));
      const ids = orders.map((_, index) => `${index}`);
      const customers = ids.filter((id) => visibleTo("customer", stops, id, position));
      expect(customers.length).toBeLessThanOrEqual(1);
      for (const id of customers) {
        expect(["on_the_way", "at_door"]).toContain(locationState(stops, id));
        expect(doorsBefore(stops, id)).toBe(0);
        expect(stops.filter(({ kind, outcome }) => kind === "pick_up" && outcome === null)).toEqual([]);
        for (const { order_id, kind, outcome, door } of stops)
          if (order_id !== id && kind === "drop_off" && outcome !== null && door !== null)
            expect(metresBetween(door, position)).toBeGreaterThanOrEqual(DOOR_METRES);
      }
      for (const id of ids.filter((one) => visibleTo("store", stops, one, position)))
        expect(["to_store", "at_store"]).toContain(locationState(stops, id));
      expect(visibleTo("customer", stops, "of another trip", position)).toBe(false);
      expect(visibleTo("store", stops, "of another trip", position)).toBe(false);
    }),
  );
});
