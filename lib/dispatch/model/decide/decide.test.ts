import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anOrder, aRider, aSnapshot, someSnapshot, steps } from "@/test/support/dispatch-snapshots";
import { readySince, readyTimesOf } from "../readiness/ready-times";
import { MINUTE } from "../settings";
import type { Snapshot } from "../snapshot";
import { ordersOf } from "./commit";
import { type Decision, decide } from "./decide";

const decisionsOn = (snapshot: Snapshot) => decide(snapshot, steps(60), 1);
const reasonsOn = (snapshot: Snapshot) => decisionsOn(snapshot).map(({ reason }) => reason.key);
const NOW = aSnapshot([], []).now;
const readyIn = (minutes: number) => readySince(NOW + minutes * MINUTE);
const away = { lat: 54.345, lng: 10.13 };

/** Checks decisions on any snapshot. */
function forDecisions(check: (decisions: readonly Decision[], snapshot: Snapshot) => void): void {
  fc.assert(
    fc.property(someSnapshot, fc.nat(1_000), (snapshot, seed) =>
      check(decide(snapshot, steps(30), seed), snapshot),
    ),
  );
}

describe("decisions", () => {
  test("are made about each order at most once, and about each that has no rider", () => {
    forDecisions((decisions, { orders }) => {
      const decided = decisions.flatMap(({ orderIds }) => orderIds);
      expect(new Set(decided).size).toBe(decided.length);
      for (const { id, riderId } of orders) if (riderId === null) expect(decided).toContain(id);
    });
  });

  test("make no offer to a rider who delivers or has to answer one", () => {
    forDecisions((decisions, { riders }) => {
      for (const one of decisions)
        if (one.type === "offer") {
          const rider = riders.find(({ id }) => id === one.route.riderId);
          expect(rider).toMatchObject({ isAnswering: false, stopsLeft: [] });
        }
    });
  });

  test("offer a rider who has accepted orders nothing that leaves one of them out", () => {
    forDecisions((decisions, { orders }) => {
      for (const one of decisions)
        if (one.type === "offer")
          for (const order of orders)
            if (order.riderId === one.route.riderId) expect(ordersOf(one.route)).toContain(order);
    });
  });

  test("name the rider of an offer first among its candidates, with terms that add up to the cost", () => {
    forDecisions((decisions) => {
      for (const one of decisions) {
        if (one.type !== "postpone") expect(one.candidates[0]?.riderId).toBe(one.route.riderId);
        for (const { terms, cost } of one.candidates)
          expect(Object.values(terms).reduce((sum, term) => sum + term, 0)).toBeCloseTo(cost, 6);
      }
    });
  });

  test("move an order that saves less than four minutes only for another one that its rider takes", () => {
    forDecisions((decisions, { orders }) => {
      for (const { reason } of decisions)
        if (reason.key === "exchanged") {
          const given = decisions.filter(({ candidates }) => candidates[0]?.riderId === reason.values.from);
          const others = orders.filter(({ riderId }) => riderId === reason.values.from);
          expect(given.length + others.length).toBeGreaterThan(1);
        }
    });
  });
});

describe("an offer", () => {
  test("goes out when leaving now meets the food", () => {
    expect(decisionsOn(aSnapshot([anOrder(1)], [aRider(1)]))).toMatchObject([
      { type: "offer", timing: "due" },
    ]);
  });

  test("is held while the kitchen needs longer than the way", () => {
    expect(decisionsOn(aSnapshot([anOrder(1, { readyAt: readyIn(20) })], [aRider(1)]))).toMatchObject([
      { type: "hold", reason: { key: "waits_for_kitchen", values: { rider: "rider 1", minutes: 17 } } },
    ]);
  });

  test("goes out early when riders have little to do and the kitchen may be early", () => {
    const uncertain = anOrder(1, { readyAt: readyTimesOf((share) => NOW + 16 * share * MINUTE) });
    const riders = [1, 2, 3, 4].map((n) => aRider(n));
    expect(decisionsOn(aSnapshot([uncertain], riders))).toMatchObject([{ type: "offer", timing: "early" }]);
  });

  test("is held for the same kitchen when riders are scarce", () => {
    const uncertain = [1, 2, 3].map((n) =>
      anOrder(n, { readyAt: readyTimesOf((share) => NOW + 16 * share * MINUTE) }),
    );
    expect(reasonsOn(aSnapshot(uncertain, [aRider(1)]))).toContain("waits_for_kitchen");
  });

  test("is held while the rider delivers", () => {
    const busy = aRider(1, { stopsLeft: [{ lat: 54.322, lng: 10.13 }] });
    expect(reasonsOn(aSnapshot([anOrder(1)], [busy]))).toEqual(["waits_for_rider"]);
  });

  test("is held while the rider has another one", () => {
    expect(reasonsOn(aSnapshot([anOrder(1)], [aRider(1, { isAnswering: true })]))).toEqual([
      "waits_for_answer",
    ]);
  });

  test("joins what the rider has accepted from the same store", () => {
    const accepted = anOrder(1, { riderId: "rider 1", readyAt: readyIn(6) });
    expect(
      decisionsOn(aSnapshot([accepted, anOrder(2, { readyAt: readyIn(7) })], [aRider(1)])),
    ).toMatchObject([
      {
        type: "offer",
        timing: "joins",
        orderIds: ["order 2"],
        reason: { key: "same_way", values: { orders: 2 } },
      },
    ]);
  });
});

describe("the reason of a decision", () => {
  test("names the rider who would be at the door later", () => {
    const [decision] = decisionsOn(aSnapshot([anOrder(1)], [aRider(1, { place: away }), aRider(2)]));
    expect(decision?.reason).toEqual({
      key: "first_at_door",
      values: { rider: "rider 2", early: -3, other: "rider 1", later: 15 },
    });
  });

  test("is that nobody else can", () => {
    expect(reasonsOn(aSnapshot([anOrder(1)], [aRider(1)]))).toEqual(["only_rider"]);
  });

  test("is the dispatcher's choice, also against the plan", () => {
    const pinned = anOrder(1, { pinnedTo: "rider 1" });
    expect(decisionsOn(aSnapshot([pinned], [aRider(1, { place: away }), aRider(2)]))).toMatchObject([
      { type: "offer", route: { riderId: "rider 1" }, reason: { key: "pinned" } },
    ]);
  });

  test("says how much a change of rider saves", () => {
    const accepted = anOrder(1, { riderId: "rider 1" });
    const [decision] = decisionsOn(aSnapshot([accepted], [aRider(1, { place: away }), aRider(2)]));
    expect(decision?.reason).toMatchObject({ key: "moved", values: { rider: "rider 2", from: "rider 1" } });
  });

  test("is that the rider before is free for another order", () => {
    const home = { lat: 54.3, lng: 10.1 };
    const accepted = anOrder(1, { riderId: "rider 1" });
    const pinned = anOrder(2, { pinnedTo: "rider 1", door: home });
    const riders = [aRider(1, { capacity: 1 }), aRider(2, { capacity: 1 })];
    expect(reasonsOn(aSnapshot([accepted, pinned], riders))).toContain("exchanged");
  });

  test("is that the other one has earned more", () => {
    const near = aRider(1, { earnings: 1.9 });
    const [decision] = decisionsOn(
      aSnapshot([anOrder(1)], [near, aRider(2, { place: { lat: 54.3215, lng: 10.13 }, earnings: 0.4 })]),
    );
    expect(decision?.reason).toMatchObject({
      key: "fair_turn",
      values: { rider: "rider 2", other: "rider 1" },
    });
  });

  test("is that nobody can take an order that everybody declined", () => {
    const [decision] = decisionsOn(aSnapshot([anOrder(1, { declinedBy: ["rider 1"] })], [aRider(1)]));
    expect(decision).toMatchObject({ type: "postpone", candidates: [], reason: { key: "nobody_can" } });
  });

  test("is that there are too few riders", () => {
    const opposite = anOrder(2, { door: { lat: 54.31, lng: 10.12 } });
    expect(reasonsOn(aSnapshot([anOrder(1), opposite], [aRider(1)]))).toContain("too_few_riders");
  });
});
