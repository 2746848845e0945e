import type { Place } from "@/lib/geo/model/place";

/** Pure geometry of an area on the map, whose last point is joined to the first. No area reaches over the antimeridian. */

type Edge = readonly [from: Place, to: Place];

const edgesOf = (points: readonly Place[]): Edge[] =>
  points.flatMap((from, index) => {
    const to = points[(index + 1) % points.length];
    return to === undefined ? [] : [[from, to] as const];
  });

/** Positive when `place` is to the left of the edge, negative to the right, 0 on its line. */
const sideOf = ([from, to]: Edge, place: Place) =>
  (to.lng - from.lng) * (place.lat - from.lat) - (to.lat - from.lat) * (place.lng - from.lng);

const isBetween = (value: number, one: number, other: number) =>
  Math.min(one, other) <= value && value <= Math.max(one, other);

const isOnEdge = (edge: Edge, place: Place) =>
  sideOf(edge, place) === 0 &&
  isBetween(place.lat, edge[0].lat, edge[1].lat) &&
  isBetween(place.lng, edge[0].lng, edge[1].lng);

/** The border belongs to the area. */
export function isInPolygon(points: readonly Place[], place: Place): boolean {
  let isInside = false;
  for (const edge of edgesOf(points)) {
    if (isOnEdge(edge, place)) return true;
    const [from, to] = edge;
    // Counts the edges that a ray to the east passes. A corner belongs to the edge that leads up from it.
    if (from.lat > place.lat === to.lat > place.lat) continue;
    if (sideOf(edge, place) > 0 === to.lat > from.lat) isInside = !isInside;
  }
  return isInside;
}

/** Touching counts. */
function doMeet(one: Edge, other: Edge): boolean {
  const sides = [sideOf(one, other[0]), sideOf(one, other[1]), sideOf(other, one[0]), sideOf(other, one[1])];
  const [a = 0, b = 0, c = 0, d = 0] = sides.map(Math.sign);
  if (a * b < 0 && c * d < 0) return true;
  return (
    isOnEdge(one, other[0]) || isOnEdge(one, other[1]) || isOnEdge(other, one[0]) || isOnEdge(other, one[1])
  );
}

/** An edge that goes back over the one before it. They have a corner in common. */
const isFolded = (before: Edge, after: Edge) => isOnEdge(before, after[1]) || isOnEdge(after, before[0]);

/** Is true when the border meets itself anywhere but at its corners: what is inside would be a riddle then. */
export function crossesItself(points: readonly Place[]): boolean {
  const edges = edgesOf(points);
  return edges.some((edge, index) =>
    edges.slice(index + 1).some((other, more) => {
      if (more === 0) return isFolded(edge, other);
      if (index === 0 && more === edges.length - 2) return isFolded(other, edge);
      return doMeet(edge, other);
    }),
  );
}
