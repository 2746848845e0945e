import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { somePlace } from "@/test/support/dispatch-snapshots";
import { angleBetween, metresBetween } from "./distance";
import { embeddedTravel } from "./embedded";

const home = { lat: 54.32, lng: 10.13 };
const north = { lat: 54.33, lng: 10.13 };
const minutes = (ms: number) => ms / 60_000;

describe("the distance of two places", () => {
  test("is a ninetieth of ten thousand kilometres for each degree to the north", () => {
    expect(metresBetween(home, north)).toBeCloseTo(1_112, 0);
  });

  test("is the same both ways, and no detour is shorter", () => {
    fc.assert(
      fc.property(somePlace, somePlace, somePlace, (one, other, between) => {
        expect(metresBetween(one, other)).toBeCloseTo(metresBetween(other, one), 6);
        const detour = metresBetween(one, between) + metresBetween(between, other);
        expect(detour).toBeGreaterThanOrEqual(metresBetween(one, other) - 1e-6);
      }),
    );
  });
});

describe("the angle between two doors", () => {
  test.each([
    [{ lat: 54.34, lng: 10.13 }, 0],
    [{ lat: 54.32, lng: 10.14 }, 90],
    [{ lat: 54.31, lng: 10.13 }, 180],
    [home, 0],
  ])("of one in the north and one at %j is %d°", (other, degrees) => {
    expect(angleBetween(home, north, other)).toBeCloseTo(degrees, 4);
  });
});

describe("travel times without a map", () => {
  test("are the great circle times 1.35 at the speed of the vehicle", () => {
    expect(minutes(embeddedTravel()("bicycle", home, north))).toBeCloseTo((1.112 * 1.35 * 60) / 15, 1);
    expect(minutes(embeddedTravel()("foot", home, north))).toBeCloseTo((1.112 * 1.35 * 60) / 5, 1);
  });

  test("are corrected by what finished trips took, within limits", () => {
    const plain = embeddedTravel()("car", home, north);
    expect(embeddedTravel(1.2)("car", home, north) / plain).toBeCloseTo(1.2);
    expect(embeddedTravel(0.1)("car", home, north) / plain).toBeCloseTo(0.6);
    expect(embeddedTravel(9)("car", home, north) / plain).toBeCloseTo(2);
  });
});
