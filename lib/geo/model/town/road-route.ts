import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { nearestOnLine } from "@/lib/geo/model/line";
import type { Place } from "@/lib/geo/model/place";
import { placeOf, portSelby, roadsOf } from "./port-selby";

interface Way {
  readonly to: number;
  readonly metres: number;
}
interface Graph {
  readonly places: readonly Place[];
  readonly ways: readonly (readonly Way[])[];
}

/** A place further from the nearest road is not in the town. */
const FARTHEST = 300;

function buildGraph(): Graph {
  const places: Place[] = [];
  const ways: Way[][] = [];
  const numbers = new Map<string, number>();
  const numberOf = (place: Place) => {
    const key = `${place.lat},${place.lng}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.length);
    ways.push([]);
    return places.push(place) - 1;
  };
  for (const { geometry } of roadsOf(portSelby()))
    for (const part of geometry.coordinates)
      for (const [index, point] of part.entries()) {
        const before = part[index - 1];
        if (before === undefined) continue;
        const [from, to] = [numberOf(placeOf(before)), numberOf(placeOf(point))];
        const metres = metresBetween(placeOf(before), placeOf(point));
        ways[from]?.push({ to, metres });
        ways[to]?.push({ to: from, metres });
      }
  return { places, ways };
}

let built: Graph | undefined;
function roads(): Graph {
  built ??= buildGraph();
  return built;
}

/** Where a place meets the road beside it, and the two ends of that part of the road. */
interface Entry {
  readonly place: Place;
  readonly away: number;
  readonly ends: readonly [number, number];
}

function enter(place: Place, { places, ways }: Graph): Entry | null {
  let nearest: Entry | null = null;
  for (const [from, all] of ways.entries())
    for (const { to } of all) {
      const [start, end] = [places[from], places[to]];
      if (to < from || start === undefined || end === undefined) continue;
      const found = nearestOnLine(place, [start, end]);
      if (found !== null && found.away < (nearest?.away ?? FARTHEST))
        nearest = { place: found.place, away: found.away, ends: [from, to] };
    }
  return nearest;
}

/** Dijkstra's search over some 350 crossings, without a heap: about a millisecond. */
function search({ places, ways }: Graph, from: Entry, to: Entry): Place[] {
  const best = places.map(() => Number.POSITIVE_INFINITY);
  const before = places.map(() => -1);
  const open = new Set<number>();
  const metresTo = (number: number, place: Place) => metresBetween(places[number] ?? place, place);
  for (const end of from.ends) {
    best[end] = metresTo(end, from.place);
    open.add(end);
  }
  while (open.size > 0) {
    let next = -1;
    for (const each of open) if (next < 0 || (best[each] ?? 0) < (best[next] ?? 0)) next = each;
    open.delete(next);
    const walked = best[next] ?? Number.POSITIVE_INFINITY;
    for (const way of ways[next] ?? [])
      if (walked + way.metres < (best[way.to] ?? 0)) {
        best[way.to] = walked + way.metres;
        before[way.to] = next;
        open.add(way.to);
      }
  }
  const [one, other] = to.ends;
  const total = (end: number) => (best[end] ?? Number.POSITIVE_INFINITY) + metresTo(end, to.place);
  const path: Place[] = [];
  for (let at = total(one) <= total(other) ? one : other; at >= 0; at = before[at] ?? -1) {
    const place = places[at];
    if (place !== undefined) path.unshift(place);
  }
  return path;
}

const isSamePart = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
  (a === c && b === d) || (a === d && b === c);

/**
 * Returns the shortest way along Port Selby's roads, with both places at its ends. Outside of the town it is the straight
 * line, because nothing is known of the roads there.
 */
export function roadRoute(from: Place, to: Place): Place[] {
  const graph = roads();
  const [start, end] = [enter(from, graph), enter(to, graph)];
  if (start === null || end === null) return [from, to];
  const between = isSamePart(start.ends, end.ends) ? [] : search(graph, start, end);
  const all = [from, start.place, ...between, end.place, to];
  return all.filter((place, index) => index === 0 || metresBetween(all[index - 1] ?? place, place) > 0.5);
}
