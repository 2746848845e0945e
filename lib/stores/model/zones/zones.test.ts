import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Place } from "@/lib/geo/model/place";
import { findZone, needsPlace, storeIn } from "./area";
import { crossesItself, isInPolygon } from "./polygon";
import { type Zone, zonesSchema } from "./schema";
import { zoneOf } from "./zone-of";

const STORE = { lat: 54.32, lng: 10.13 };
const at = (lng: number, lat: number): Place => ({ lat, lng });
const SQUARE = [at(0, 0), at(10, 0), at(10, 10), at(0, 10)];

let ids = 0;
function zone(shape: Zone["shape"], more: Partial<Zone> = {}): Zone {
  ids += 1;
  const id = `019a0000-0000-7000-8000-${String(ids).padStart(12, "0")}`;
  return { id, name: `Zone ${ids}`, shape, fee: 250, minimum_order: 1_000, extra_minutes: 0, ...more };
}
const ring = (radius: number, more: Partial<Zone> = {}) => zone({ kind: "ring", radius }, more);

/** On whole numbers, so that no reference is wrong by a rounding. Directions rise, so no border crosses itself. */
const polygon = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 })), {
    minLength: 3,
    maxLength: 12,
    selector: ([x, y]) => Math.atan2(y, x),
  })
  .filter((corners) => corners.every(([x, y]) => x !== 0 || y !== 0))
  .map((corners) => corners.toSorted(([x1, y1], [x2, y2]) => Math.atan2(y1, x1) - Math.atan2(y2, x2)))
  .map((corners) => corners.map(([x, y]) => at(x, y)))
  .filter((points) => !crossesItself(points));
const place = fc
  .tuple(fc.integer({ min: -32, max: 32 }), fc.integer({ min: -32, max: 32 }))
  .map(([x, y]) => at(x, y));

/** Slow and different: the border winds around what is inside, and what is on the border splits an edge in two. */
function isInByWinding(points: readonly Place[], { lng, lat }: Place): boolean {
  let turns = 0;
  for (const [index, from] of points.entries()) {
    const to = points[(index + 1) % points.length] ?? from;
    const length = Math.hypot(to.lng - from.lng, to.lat - from.lat);
    const parts = Math.hypot(lng - from.lng, lat - from.lat) + Math.hypot(lng - to.lng, lat - to.lat);
    if (parts - length < 1e-9) return true;
    const angle = Math.atan2(to.lat - lat, to.lng - lng) - Math.atan2(from.lat - lat, from.lng - lng);
    turns += Math.atan2(Math.sin(angle), Math.cos(angle));
  }
  return Math.abs(turns) > Math.PI;
}

describe("a polygon", () => {
  test("contains what its border winds around, and the border", () => {
    fc.assert(
      fc.property(polygon, place, (points, one) => {
        expect(isInPolygon(points, one)).toBe(isInByWinding(points, one));
      }),
      { numRuns: 2_000 },
    );
  });

  test("is the same from whichever corner, and in whichever direction, it is drawn", () => {
    fc.assert(
      fc.property(polygon, place, fc.nat(11), (points, one, turn) => {
        const at = turn % points.length;
        const turned = [...points.slice(at), ...points.slice(0, at)];
        for (const same of [turned, turned.toReversed()]) {
          expect(isInPolygon(same, one)).toBe(isInPolygon(points, one));
          expect(crossesItself(same)).toBe(false);
        }
      }),
    );
  });

  test("contains its corners and the middle of its edges", () => {
    fc.assert(
      fc.property(polygon, (points) => {
        for (const [index, corner] of points.entries()) {
          const next = points[(index + 1) % points.length] ?? corner;
          expect(isInPolygon(points, corner)).toBe(true);
          // The half of two whole numbers is exact.
          const middle = at((corner.lng + next.lng) / 2, (corner.lat + next.lat) / 2);
          expect(isInPolygon(points, middle)).toBe(true);
        }
      }),
    );
  });

  test.each<[string, Place[]]>([
    ["a bow tie", [at(0, 0), at(10, 10), at(10, 0), at(0, 10)]],
    ["a corner that lies on another edge", [at(0, 0), at(10, 0), at(10, 10), at(5, 0)]],
    ["a corner twice", [at(0, 0), at(0, 0), at(10, 0), at(10, 10)]],
    ["an edge back over the one before", [at(0, 0), at(10, 0), at(5, 0), at(5, 10)]],
    ["a line", [at(0, 0), at(10, 0), at(20, 0)]],
    ["the last edge back over the first", [at(0, 0), at(10, 0), at(10, 10), at(12, 0)]],
  ])("with %s is refused", (_, points) => {
    expect(crossesItself(points)).toBe(true);
    expect(zonesSchema.safeParse([zone({ kind: "polygon", points })]).success).toBe(false);
  });

  test("of two points, or of 101, is refused", () => {
    const circle = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        at(10 * Math.cos((2 * Math.PI * n) / count), 10 * Math.sin((2 * Math.PI * n) / count)),
      );
    const accepts = (points: Place[]) => zonesSchema.safeParse([zone({ kind: "polygon", points })]).success;
    expect(accepts(circle(2))).toBe(false);
    expect(accepts(circle(3))).toBe(true);
    expect(accepts(circle(100))).toBe(true);
    expect(accepts(circle(101))).toBe(false);
  });

  test.each([at(181, 0), at(0, 91), at(Number.NaN, 0), at(Number.POSITIVE_INFINITY, 0)])(
    "with a corner beyond the earth (%j) is refused",
    (corner) => {
      const points = [at(0, 0), at(10, 0), corner];
      expect(zonesSchema.safeParse([zone({ kind: "polygon", points })]).success).toBe(false);
    },
  );
});

describe("the zone of a place", () => {
  test("is the first that contains it, whatever follows", () => {
    const zones = fc.array(polygon, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(zones, place, (polygons, one) => {
        const all = polygons.map((points) => zone({ kind: "polygon", points }));
        const first = polygons.findIndex((points) => isInByWinding(points, one));
        expect(zoneOf(all, STORE, one)).toBe(all[first] ?? null);
      }),
    );
  });

  test("in a ring reaches to its radius from the store", () => {
    const north = (metres: number) => ({ ...STORE, lat: STORE.lat + metres / 111_195 });
    const rings = [ring(1_000), ring(3_000)];
    expect(zoneOf(rings, STORE, STORE)).toBe(rings[0]);
    expect(zoneOf(rings, STORE, north(990))).toBe(rings[0]);
    expect(zoneOf(rings, STORE, north(1_010))).toBe(rings[1]);
    expect(zoneOf(rings, STORE, north(3_010))).toBeNull();
  });

  test("is no ring of a store whose place nobody knows; a polygon after it still counts", () => {
    const square = zone({ kind: "polygon", points: SQUARE });
    expect(zoneOf([ring(50_000), square], null, at(5, 5))).toBe(square);
  });
});

describe("the area of an address", () => {
  const delivery = { by: "store" as const, store: STORE, zones: [] };

  test("is everywhere without zones, known or not, unless riders bring it", () => {
    expect(findZone(delivery, null).area.kind).toBe("everywhere");
    expect(findZone({ ...delivery, by: "either" }, null).area.kind).toBe("everywhere");
    expect(findZone({ ...delivery, by: "riders" }, null).area.kind).toBe("unknown");
    expect(findZone({ ...delivery, by: "riders" }, STORE).area.kind).toBe("everywhere");
    expect(needsPlace({ ...delivery, by: "riders" })).toBe(true);
  });

  test("with zones is one of them, outside, or unknown", () => {
    const near = ring(1_000, { name: "Harbour", fee: 150, minimum_order: 800, extra_minutes: 5 });
    const zoned = { ...delivery, zones: [near] };
    expect(findZone(zoned, STORE)).toEqual({
      area: { kind: "zone", zone_id: near.id, zone_name: "Harbour" },
      zone: near,
    });
    expect(findZone(zoned, { lat: 0, lng: 0 }).area.kind).toBe("outside");
    expect(findZone(zoned, null).area.kind).toBe("unknown");
    expect(storeIn({ delivery_fee: 300, minimum_order: 0, delivery_minutes: 15 }, near)).toEqual({
      delivery_fee: 150,
      minimum_order: 800,
      delivery_minutes: 20,
    });
  });
});

test("at most 20 zones, each with an id of its own", () => {
  const many = Array.from({ length: 21 }, () => ring(500));
  expect(zonesSchema.safeParse(many).success).toBe(false);
  expect(zonesSchema.safeParse(many.slice(1)).success).toBe(true);
  expect(zonesSchema.safeParse([many[0], many[0]]).success).toBe(false);
});
