import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metresOf } from "@/lib/geo/model/line";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import { VEHICLES } from "@/lib/orders/model/delivery";
import { holds } from "@/test/support/holds";
import { hasArrived, metresASecond, placeOn, rideOn, type Way } from "./way";

const places = fc.record({
  lat: fc.double({ min: 54.313, max: 54.327, noNaN: true }),
  lng: fc.double({ min: 10.118, max: 10.142, noNaN: true }),
});

describe("a rider on the way", () => {
  it("only goes on, never past the end, and arrives", () => {
    holds(
      fc.property(
        places,
        places,
        fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (from, to, seconds) => {
          let way: Way = { line: roadRoute(from, to), ridden: 0 };
          const length = metresOf(way.line);
          for (const step of seconds) {
            const next = rideOn(way, step, 5);
            expect(next.ridden).toBeGreaterThanOrEqual(way.ridden);
            expect(next.ridden).toBeLessThanOrEqual(length);
            way = next;
          }
          const end = rideOn(way, length, 5);
          expect(hasArrived(end)).toBe(true);
          expect(placeOn(end)).toEqual(end.line.at(-1));
        },
      ),
    );
  });

  it("is never faster than the server believes, however fast the evening is", () => {
    for (const vehicle of VEHICLES) expect(metresASecond(vehicle, 1_000)).toBeLessThan(40);
    expect(metresASecond("bicycle", 1)).toBeCloseTo(15 / 3.6, 5);
  });

  it("has no place on a way without a point", () => {
    expect(placeOn({ line: [], ridden: 0 })).toBeNull();
    expect(hasArrived({ line: [], ridden: 0 })).toBe(true);
  });
});
