import { expect, test } from "vitest";
import { findDemoAddress } from "@/lib/geo/model/town/find-demo-address";
import { deliveryRoute, metresAway } from "./delivery-route";
import type { RiderLocation } from "./location";

const NOW = Date.UTC(2026, 10, 27, 18);
const store = findDemoAddress("Harbour Street 12");
const door = findDemoAddress("Mill Lane 40");
if (store === null || door === null) throw new Error("Port Selby lacks the addresses of this test");

const location = (over: Partial<RiderLocation>): RiderLocation => ({
  state: "on_the_way",
  doors_before: 0,
  rider: { name: "Rita", vehicle: "bicycle" },
  position: {
    ...store,
    seq: 1,
    accuracy: 8,
    heading: null,
    speed: 4,
    at: new Date(NOW - 4_000).toISOString(),
  },
  store,
  door,
  read_at: new Date(NOW).toISOString(),
  ...over,
});

test("a delivery in Port Selby has a way along the roads, and none in other towns", () => {
  expect(deliveryRoute({ store, door }).length).toBeGreaterThan(3);
  expect(deliveryRoute({ store: { lat: 52.5, lng: 13.4 }, door: { lat: 52.51, lng: 13.41 } })).toEqual([]);
  expect(deliveryRoute({ store, door: null })).toEqual([]);
});

test("the distance is along the way, or by the great circle and a detour where no way is known", () => {
  expect(metresAway(location({}), deliveryRoute({ store, door }), NOW)).toBeGreaterThanOrEqual(1_100);
  const [there, here] = [
    { lat: 52.51, lng: 13.4 },
    { lat: 52.5, lng: 13.4 },
  ];
  const { position } = location({});
  const elsewhere = location({ door: there, position: position && { ...position, ...here } });
  expect(metresAway(elsewhere, [], NOW)).toBe(1_500);
});

test("nobody knows the distance before the rider is on the way, without a position, and after five minutes", () => {
  const route = deliveryRoute({ store, door });
  expect(metresAway(location({ state: "other_first" }), route, NOW)).toBeNull();
  expect(metresAway(location({ position: null }), route, NOW)).toBeNull();
  expect(metresAway(location({}), route, NOW + 5 * 60_000)).toBeNull();
});
