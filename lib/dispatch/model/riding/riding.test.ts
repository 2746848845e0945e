import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import type { TripStep } from "@/lib/dispatch/model/trip";
import { AREA_METRES, areaAround, areaOf } from "./area";
import { decideProof, PIN_TRIES } from "./pin";
import { riddenLength, routeLength } from "./route-length";
import { decideStep, type OrderStops } from "./steps";
import { isWhole, mergeStops, type PlannedStop, type Stop } from "./stops";
import { waitedSeconds } from "./waiting";

const ID = fc.constantFrom("a", "b", "c", "d", "e");
const routeOf = (ids: readonly string[]): PlannedStop[] =>
  (["pick_up", "drop_off"] as const).flatMap((kind) => ids.map((order_id) => ({ order_id, kind })));

describe("the stops of a trip that orders join", () => {
  test("are those of all orders, each once, with all pick-ups before the doors", () => {
    const orders = fc.uniqueArray(ID, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        orders,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (ids, cut, overlap) => {
          const existing = routeOf(ids.slice(0, cut));
          const added = routeOf(ids.slice(Math.max(0, cut - overlap)).toReversed());
          const merged = mergeStops(existing, added);
          expect(isWhole(merged, ids)).toBe(true);
          const firstDoor = merged.findIndex(({ kind }) => kind === "drop_off");
          expect(merged.slice(firstDoor).every(({ kind }) => kind === "drop_off")).toBe(true);
        },
      ),
    );
  });

  test.each([
    [routeOf(["a"]), ["a", "b"]],
    [routeOf(["a", "b"]), ["a"]],
    [[...routeOf(["a"]), ...routeOf(["a"])], ["a"]],
  ])("are not whole when one is missing, foreign or there twice", (stops, ids) => {
    expect(isWhole(stops, ids)).toBe(false);
  });
});

const AHEAD = { arrived_at: null, done_at: null, outcome: null } as const;
const fresh = (): OrderStops => ({
  pickUp: { order_id: "a", kind: "pick_up", ...AHEAD },
  dropOff: { order_id: "a", kind: "drop_off", ...AHEAD },
});

function stepped(stops: OrderStops, step: TripStep, now: Date): OrderStops {
  const decision = decideStep(stops, step, now);
  if (decision === "already" || "refusal" in decision) return stops;
  const changed = (stop: Stop) => (stop.kind === decision.stop ? { ...stop, ...decision.changes } : stop);
  return { pickUp: changed(stops.pickUp), dropOff: changed(stops.dropOff) };
}

describe("the steps of an order", () => {
  const someSteps = fc.array(
    fc.constantFrom<TripStep>("at_store", "picked_up", "at_door", "delivered", "failed", "undo"),
    { maxLength: 20 },
  );

  test("never lead to a door without the food, and a repeated one changes nothing", () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        let stops = fresh();
        for (const [index, step] of steps.entries()) {
          stops = stepped(stops, step, new Date(index));
          const { pickUp, dropOff } = stops;
          if (dropOff.outcome !== null || dropOff.arrived_at !== null) expect(pickUp.outcome).toBe("done");
          expect(pickUp.outcome === "done").toBe(pickUp.done_at !== null);
          expect(dropOff.outcome === null).toBe(dropOff.done_at === null);
          if (step !== "undo") expect(stepped(stops, step, new Date(99))).toEqual(stops);
        }
      }),
    );
  });

  test("change nothing once another rider has the order", () => {
    const { pickUp, dropOff } = fresh();
    const released = { pickUp: { ...pickUp, outcome: "released" as const }, dropOff };
    fc.assert(
      fc.property(someSteps, (steps) => {
        for (const step of steps)
          expect(decideStep(released, step, new Date(0))).toEqual({ refusal: "released" });
      }),
    );
  });

  test("taken back lead to where the order was", () => {
    const carried = stepped(fresh(), "picked_up", new Date(1));
    const failed = stepped(carried, "failed", new Date(2));
    expect(stepped(failed, "undo", new Date(3)).dropOff).toMatchObject({
      arrived_at: new Date(3),
      outcome: null,
    });
    expect(stepped(carried, "undo", new Date(3)).pickUp).toMatchObject({
      arrived_at: new Date(3),
      outcome: null,
    });
    expect(decideStep(fresh(), "undo", new Date(0))).toEqual({ refusal: "nothing_to_undo" });
  });
});

describe("the proof of a delivery", () => {
  const isEqual = (one: string, other: string) => one === other;
  const order = { delivery_pin: "0042", pin_failures: 0, leave_at_door: false };

  test.each([
    ["the right PIN", order, { pin: "0042", hasPhoto: false }, "proven"],
    ["a wrong PIN", order, { pin: "4200", hasPhoto: false }, "wrong"],
    ["no PIN", order, { pin: undefined, hasPhoto: false }, "pin_missing"],
    ["a photo where nobody asked for it", order, { pin: undefined, hasPhoto: true }, "pin_missing"],
    ["a photo", { ...order, leave_at_door: true }, { pin: undefined, hasPhoto: true }, "proven"],
    ["no photo", { ...order, leave_at_door: true }, { pin: undefined, hasPhoto: false }, "photo_missing"],
    [
      "the PIN instead of a photo",
      { ...order, leave_at_door: true },
      { pin: "0042", hasPhoto: false },
      "proven",
    ],
    [
      "an order from before PINs",
      { ...order, delivery_pin: null },
      { pin: undefined, hasPhoto: false },
      "proven",
    ],
  ])("with %s", (_with, asked, proof, decision) => {
    expect(decideProof(asked, proof, isEqual)).toBe(decision);
  });

  test("is not to be had by guessing: after five wrong PINs the right one is refused, too", () => {
    const guessed = { ...order, pin_failures: PIN_TRIES };
    expect(decideProof(guessed, { pin: "0042", hasPhoto: false }, isEqual)).toBe("locked");
    expect(decideProof({ ...guessed, leave_at_door: true }, { pin: "0042", hasPhoto: true }, isEqual)).toBe(
      "proven",
    );
  });
});

describe("paid waiting", () => {
  const at = (minutes: number) => new Date(minutes * 60_000);
  const visit = (store_id: string, arrived: number | null, done: number | null) => ({
    store_id,
    arrived_at: arrived === null ? null : at(arrived),
    done_at: done === null ? null : at(done),
  });

  test.each([
    ["within five minutes", [visit("s", 0, 5)], 0],
    ["beyond them", [visit("s", 0, 8)], 180],
    ["for two orders of one store, once", [visit("s", 0, 8), visit("s", 1, 9)], 240],
    ["at two stores, each beyond five minutes", [visit("s", 0, 8), visit("t", 10, 17)], 300],
    ["without a stated arrival", [visit("s", null, 60)], 0],
    ["without a pick-up", [visit("s", 0, null)], 0],
    ["of a rider who forgot to press, up to an hour", [visit("s", 0, 600)], 3_600],
  ])("%s", (_what, visits, seconds) => {
    expect(waitedSeconds(visits)).toBe(seconds);
  });
});

describe("the length of a way", () => {
  const home = { lat: 54.32, lng: 10.13 };
  const north = (steps: number) => ({ lat: 54.32 + steps * 0.001, lng: 10.13 });

  test("is planned along the known places, longer than the great circle", () => {
    expect(routeLength([])).toBe(0);
    expect(routeLength([home, null])).toBe(0);
    expect(routeLength([home, null, north(10)])).toBe(routeLength([home, north(10)]));
    expect(routeLength([home, north(10)])).toBeCloseTo(1_112 * 1.35, -1);
  });

  const point = (steps: number, accuracy = 5) => ({
    ...north(steps),
    accuracy,
    at: new Date(steps * 10_000),
  });

  test("is ridden along the reported points, whatever their order, without the noise of standing", () => {
    const points = Array.from({ length: 20 }, (_, step) => point(step));
    expect(riddenLength(points, 190)).toBeCloseTo(19 * 111.2, -1);
    expect(riddenLength(points.toReversed(), 190)).toBe(riddenLength(points, 190));
    const standing = Array.from({ length: 20 }, (_, index) => ({
      ...point(index % 2, 200),
      at: new Date(index),
    }));
    expect(riddenLength(standing, 190)).toBe(0);
  });

  test("is not known by a few points", () => {
    expect(riddenLength([point(0), point(1)], 60)).toBeNull();
    expect(
      riddenLength(
        Array.from({ length: 20 }, (_, step) => point(step)),
        3_600,
      ),
    ).toBeNull();
  });
});

describe("the area of a door", () => {
  test.each([
    ["Harbour 7", "Harbour"],
    ["Long Street 12b", "Long Street"],
    ["12 Rue du Port", "Rue du Port"],
    ["Am Kai 3-5", "Am Kai"],
    ["Flat 3, 12 Long Street", "12345 Port Selby"],
    ["Street 17 No 4", "12345 Port Selby"],
    ["7", "12345 Port Selby"],
    ["Villa Sunshine", "Villa Sunshine"],
  ])("of %s is %s", (line1, area) => {
    expect(areaOf({ line1, city: "Port Selby", postal_code: "12345" })).toBe(area);
  });

  test("never holds a digit of the street's line", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (line1) => {
        expect(areaOf({ line1, city: "Town", postal_code: "" })).not.toMatch(/\d/);
      }),
    );
  });

  const anyPlace = fc.record({
    lat: fc.double({ min: -85, max: 85, noNaN: true }),
    lng: fc.double({ min: -179, max: 179, noNaN: true }),
  });

  test("on a map holds its door, and is told by its own middle, so that asking often tells no more", () => {
    fc.assert(
      fc.property(anyPlace, (door) => {
        const middle = areaAround(door);
        expect(metresBetween(door, middle)).toBeLessThan(AREA_METRES);
        expect(metresBetween(areaAround(middle), middle)).toBeLessThan(1);
      }),
    );
  });

  test("on a map is the same for neighbours", () => {
    const doors = [
      { lat: 54.3302, lng: 10.1403 },
      { lat: 54.3305, lng: 10.1407 },
    ] as const;
    expect(areaAround(doors[0])).toEqual(areaAround(doors[1]));
  });
});
