import { readFileSync, statSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RESTAURANTS } from "@/lib/demo/restaurants";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { metresOf, nearestOnLine } from "@/lib/geo/model/line";
import { buildTown } from "@/scripts/town/build-town";
import { findDemoAddress } from "./find-demo-address";
import { placeOf, portSelby, roadsOf } from "./port-selby";
import { roadRoute } from "./road-route";

const FILE = "lib/geo/model/town/port-selby.json";
const streets = roadsOf(portSelby()).map(({ properties }) => properties.name);
const roadLines = roadsOf(portSelby()).flatMap(({ geometry }) =>
  geometry.coordinates.map((line) => line.map(placeOf)),
);
const someAddress = fc.tuple(fc.constantFrom(...streets), fc.integer({ min: 1, max: 90 }));

function doorAt(line1: string) {
  const place = findDemoAddress(line1);
  if (place === null) throw new Error(`${line1} is not in Port Selby`);
  return place;
}

const metresToRoad = (place: { lat: number; lng: number }) =>
  Math.min(...roadLines.map((line) => nearestOnLine(place, line)?.away ?? Number.POSITIVE_INFINITY));

describe("the file of Port Selby", () => {
  test("is what `npm run town` draws", () => {
    expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual(buildTown());
  });

  test("has at most 150 KB", () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(150_000);
  });

  test("names each street once", () => {
    expect(new Set(streets).size).toBe(streets.length);
  });
});

describe("an address of Port Selby", () => {
  test.each(
    RESTAURANTS.map(({ name, addressLine, place: [lat, lng] }) => [name, addressLine, { lat, lng }] as const),
  )("of %s is where the demo puts it", (_, addressLine, place) => {
    expect(metresBetween(doorAt(addressLine), place)).toBeLessThan(2);
  });

  test("may be written in several ways", () => {
    const door = doorAt("Harbour Street 7");
    for (const line1 of ["7 Harbour Street", " harbour st. 7", "Harbour Street 7, 2nd floor", "Harbour 7"])
      expect(findDemoAddress(line1)).toEqual(door);
  });

  test("is not known in other towns", () => {
    for (const line1 of ["Kurfürstendamm 7", "7", "", "Street 7"]) expect(findDemoAddress(line1)).toBeNull();
  });

  test("lies beside a road, near the next number", () => {
    fc.assert(
      fc.property(someAddress, ([street, number]) => {
        const door = doorAt(`${street} ${number}`);
        expect(metresToRoad(door)).toBeLessThan(12);
        // Where a block of the street was never built, the next house is beyond it.
        expect(metresBetween(door, doorAt(`${street} ${number + 2}`))).toBeLessThan(220);
      }),
    );
  });
});

describe("the way along the roads", () => {
  test("leads from any door to any other, over the roads, and is no shorter than the straight line", () => {
    fc.assert(
      fc.property(someAddress, someAddress, (one, other) => {
        const [from, to] = [doorAt(one.join(" ")), doorAt(other.join(" "))];
        const route = roadRoute(from, to);
        expect(metresBetween(route[0] ?? to, from)).toBeLessThan(1);
        expect(metresBetween(route.at(-1) ?? from, to)).toBeLessThan(1);
        for (const place of route.slice(1, -1)) expect(metresToRoad(place)).toBeLessThan(1);
        expect(metresOf(route)).toBeGreaterThanOrEqual(metresBetween(from, to) - 1);
        // A town of blocks: nobody goes three times the distance, save around a corner.
        expect(metresOf(route)).toBeLessThan(3 * metresBetween(from, to) + 700);
      }),
      { numRuns: 60 },
    );
  });

  test("is as long in the other direction", () => {
    fc.assert(
      fc.property(someAddress, someAddress, (one, other) => {
        const [from, to] = [doorAt(one.join(" ")), doorAt(other.join(" "))];
        expect(metresOf(roadRoute(from, to))).toBeCloseTo(metresOf(roadRoute(to, from)), 0);
      }),
      { numRuns: 40 },
    );
  });

  test("is a straight line where there is no town", () => {
    const [from, to] = [
      { lat: 52.5, lng: 13.4 },
      { lat: 52.51, lng: 13.41 },
    ];
    expect(roadRoute(from, to)).toEqual([from, to]);
  });
});
