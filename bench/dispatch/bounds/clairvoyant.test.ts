import { expect, test } from "vitest";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import type { Store, TownOrder, TownRider } from "../town/town";
import { clairvoyantMean } from "./clairvoyant";

const MINUTE = 60_000;
const store: Store = { id: "store", place: { lat: 54.32, lng: 10.13 }, weight: 1, pace: 1 };
const door = { lat: 54.33, lng: 10.13 };
const order = (n: number, readyAt: number): TownOrder => ({
  ...{ id: `order ${n}`, store, door, dishes: 1, placedAt: 0, readyAt: readyAt * MINUTE },
});
const rider: TownRider = {
  ...{ id: "rider", vehicle: "bicycle", capacity: 3, place: store.place, from: 0, until: 600 * MINUTE },
};
const way = embeddedTravel()("bicycle", store.place, door);

test("one order is at the door when it is ready and ridden there", () => {
  expect(clairvoyantMean([order(1, 20)], [rider])).toBeCloseTo(20 * MINUTE + way, 3);
});

test("a rider waits for a second order when that is faster than to come back", () => {
  const together = 21 * MINUTE + way;
  // The second door is the same one, three minutes later.
  expect(clairvoyantMean([order(1, 20), order(2, 21)], [rider])).toBeCloseTo(together + 1.5 * MINUTE, 3);
});

test("two riders do not wait for each other's orders", () => {
  expect(clairvoyantMean([order(1, 20), order(2, 40)], [rider, rider])).toBeCloseTo(30 * MINUTE + way, 3);
});
