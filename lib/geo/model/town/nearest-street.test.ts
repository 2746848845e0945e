import fc from "fast-check";
import { expect, test } from "vitest";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { directionOf } from "@/lib/geo/model/direction";
import { between } from "@/lib/geo/model/line";
import { moved } from "@/lib/geo/model/moved";
import { ringAround } from "@/lib/geo/model/ring";
import { findDemoAddress } from "./find-demo-address";
import { nearestDemoStreet } from "./nearest-street";
import { placeOf, portSelby, roadsOf } from "./port-selby";

test("in the middle of a block it is the street of that block, and each door is at a street", () => {
  for (const { properties, geometry } of roadsOf(portSelby())) {
    const [from, to] = (geometry.coordinates[0] ?? []).map(placeOf);
    if (from === undefined || to === undefined) throw new Error(`${properties.name} has no line`);
    expect(nearestDemoStreet(between(from, to, 0.5))).toBe(properties.name);
    const door = findDemoAddress(`${properties.name} 9`);
    expect(door === null ? null : nearestDemoStreet(door)).not.toBeNull();
  }
});

test("away from the town there is no street", () => {
  expect(nearestDemoStreet({ lat: 54.6, lng: 10.13 })).toBeNull();
});

const CENTRE = { lat: 54.32, lng: 10.13 };

test.each<[number, number, string]>([
  [0, 1, "north"],
  [1, 1, "north_east"],
  [1, 0, "east"],
  [1, -1, "south_east"],
  [0, -1, "south"],
  [-1, -1, "south_west"],
  [-1, 0, "west"],
  [-1, 1, "north_west"],
  [-0.2, 1, "north"],
])("what is %d to the east and %d to the north lies in the %s", (east, north, direction) => {
  expect(directionOf(CENTRE, moved(CENTRE, east * 300, north * 300))).toBe(direction);
});

test("the outline of a ring is its radius away, within half a percent", () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 50_000 }), (radius) => {
      for (const corner of ringAround(CENTRE, radius))
        expect(Math.abs(metresBetween(CENTRE, corner) / radius - 1)).toBeLessThan(0.005);
    }),
  );
});
