import { seededRandom } from "@/lib/dispatch/model/plan/random";
import type { Town, TownFeature } from "@/lib/geo/model/town/town-schema";
import { placeHouses } from "./buildings";
import {
  ACROSS,
  ALONG,
  DISTRICTS,
  FORELAND,
  GAPS,
  GREENS,
  MOLES,
  PATHS,
  PIERS,
  PONDS,
  RAILWAY,
  RIVER,
  riverWidth,
  SQUARE,
  STREETS,
  WATER_NAMES,
} from "./plan";
import { bend, degreesOf, type Point, smooth } from "./plane";

type Degrees = [lng: number, lat: number];

const placed = (line: readonly Point[]): Degrees[] => line.map((point) => degreesOf(bend(point)));
const ring = (edge: readonly Point[]): Degrees[] => {
  const points = placed(edge);
  return [...points, ...points.slice(0, 1)];
};

const keyOf = (from: Point, to: Point) => [from.join(), to.join()].sort().join(" ");
const MISSING = new Set(GAPS.map(([from, to]) => keyOf(from, to)));

/** Returns the crossings on the way from one corner to the next, the first one included. */
function crossings([u1, v1]: Point, [u2, v2]: Point): Point[] {
  const between = (all: readonly number[], from: number, to: number) =>
    all
      .filter((each) => each > Math.min(from, to) && each < Math.max(from, to))
      .sort((one, other) => (from < to ? one - other : other - one));
  if (v1 === v2) return [[u1, v1], ...between(ACROSS, u1, u2).map((u): Point => [u, v1])];
  if (u1 === u2) return [[u1, v1], ...between(ALONG, v1, v2).map((v): Point => [u1, v])];
  return [[u1, v1]];
}

/** Cuts a street into the parts that were built. */
function partsOf(corners: readonly Point[]): Point[][] {
  const all = corners.flatMap((corner, index) => {
    const next = corners[index + 1];
    return next === undefined ? [corner] : crossings(corner, next);
  });
  const parts: Point[][] = [[]];
  for (const [index, point] of all.entries()) {
    const before = all[index - 1];
    if (before !== undefined && MISSING.has(keyOf(before, point))) parts.push([]);
    parts.at(-1)?.push(point);
  }
  return parts.filter(({ length }) => length > 1);
}

const polygon = (
  kind: "water" | "park" | "wood" | "square",
  edge: readonly Point[],
  name = "",
): TownFeature => ({
  type: "Feature",
  properties: { kind, name },
  geometry: { type: "Polygon", coordinates: [ring(edge)] },
});
const lines = (kind: "pier" | "mole" | "path" | "rail", all: readonly (readonly Point[])[]): TownFeature => ({
  type: "Feature",
  properties: { kind },
  geometry: { type: "MultiLineString", coordinates: all.map(placed) },
});
const named = (kind: "district" | "water_name", name: string, at: Point): TownFeature => ({
  type: "Feature",
  properties: { kind, name },
  geometry: { type: "Point", coordinates: degreesOf(bend(at)) },
});

/** Smooth where it closes, too. */
function smoothRing(edge: readonly Point[]): Point[] {
  const wrapped = [...edge.slice(-2), ...edge, ...edge.slice(0, 2)];
  return smooth(wrapped, 4).slice(8, -8);
}

/** Far out, so that the edge of the sea is never seen. */
const OPEN_SEA = 9_000;

function sea(): Point[] {
  const shore: Point[] = [];
  for (const [index, [u, deep]] of FORELAND.entries()) {
    const [next, deepNext] = FORELAND[index + 1] ?? [u, deep];
    const steps = Math.abs(u) > 3_000 || next - u < 150 ? 1 : Math.ceil((next - u) / 90);
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      // Eased, so that the shore has no corners.
      const eased = share * share * (3 - 2 * share);
      shore.push([u + (next - u) * share, -(deep + (deepNext - deep) * eased)]);
    }
  }
  return [...shore, [20_000, -OPEN_SEA], [-20_000, -OPEN_SEA]];
}

function riverBanks(): Point[] {
  const bank = (side: 1 | -1) =>
    RIVER.map(([u, v], index): Point => {
      const [u1, v1] = RIVER[index - 1] ?? [u, v];
      const [u2, v2] = RIVER[index + 1] ?? [u, v];
      const length = Math.hypot(u2 - u1, v2 - v1);
      const half = (side * riverWidth(v)) / 2;
      return [u - ((v2 - v1) / length) * half, v + ((u2 - u1) / length) * half];
    });
  return [...bank(1), ...bank(-1).reverse()];
}

function trees(): Degrees[] {
  const random = seededRandom(4);
  return GREENS.flatMap(({ edge, trees: count }) => {
    // Along the edges, a little inside, where parks have them.
    const middle: Point = [
      edge.reduce((sum, [u]) => sum + u, 0) / edge.length,
      edge.reduce((sum, [, v]) => sum + v, 0) / edge.length,
    ];
    return Array.from({ length: count }, (): Degrees => {
      const side = Math.floor(random() * edge.length);
      const [u1, v1] = edge[side] ?? middle;
      const [u2, v2] = edge[(side + 1) % edge.length] ?? middle;
      const share = random();
      const inwards = 0.07 + 0.2 * random() * random();
      const [u, v] = [u1 + (u2 - u1) * share, v1 + (v2 - v1) * share];
      return degreesOf(bend([u + (middle[0] - u) * inwards, v + (middle[1] - v) * inwards]));
    });
  });
}

/** Returns Port Selby, the same each time. */
export function buildTown(): Town {
  return {
    type: "FeatureCollection",
    features: [
      polygon("water", sea()),
      polygon("water", riverBanks()),
      ...GREENS.map(({ kind, name, edge, isRound }) =>
        polygon(kind, isRound ? smoothRing(edge) : edge, name),
      ),
      ...PONDS.map((edge) => polygon("water", edge)),
      polygon("square", SQUARE),
      lines("pier", PIERS),
      lines("mole", MOLES),
      lines("path", PATHS),
      lines("rail", [RAILWAY]),
      {
        type: "Feature",
        properties: { kind: "building" },
        geometry: { type: "MultiPolygon", coordinates: placeHouses().map((edge) => [ring(edge)]) },
      },
      {
        type: "Feature",
        properties: { kind: "tree" },
        geometry: { type: "MultiPoint", coordinates: trees() },
      },
      ...STREETS.map(
        ({ name, class: roadClass, corners }): TownFeature => ({
          type: "Feature",
          properties: { kind: "road", name, class: roadClass },
          geometry: { type: "MultiLineString", coordinates: partsOf(corners).map(placed) },
        }),
      ),
      {
        type: "Feature",
        properties: { kind: "river_name", name: "Sel" },
        geometry: { type: "LineString", coordinates: placed(RIVER.filter(([, v]) => v > 60 && v < 2_200)) },
      },
      ...WATER_NAMES.map(({ name, at }) => named("water_name", name, at)),
      ...DISTRICTS.map(({ name, at }) => named("district", name, at)),
    ],
  };
}
