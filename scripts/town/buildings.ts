import { type Random, seededRandom } from "@/lib/dispatch/model/plan/random";
import { ACROSS, ALONG, GREENS, LANDMARKS, RAILWAY, RIVER, riverWidth, SQUARE, STREETS } from "./plan";
import { distanceToLine, type Point } from "./plane";

const SEED = 19_22;
/** From the middle of a street to the houses. */
const SETBACK = 13;
const ALLEY = 5;
const DEEPEST = 40;
/** From the market square; further out there are fewer and larger houses. */
const DENSE = 950;

type Box = readonly [u1: number, v1: number, u2: number, v2: number];

const cornersOf = ([u1, v1, u2, v2]: Box): Point[] => [
  [u1, v1],
  [u2, v1],
  [u2, v2],
  [u1, v2],
];

function isInside([u, v]: Point, edge: readonly Point[]): boolean {
  let isIn = false;
  let [u1, v1] = edge.at(-1) ?? [0, 0];
  for (const [u2, v2] of edge) {
    if (v1 > v !== v2 > v && u < ((u2 - u1) * (v - v1)) / (v2 - v1) + u1) isIn = !isIn;
    [u1, v1] = [u2, v2];
  }
  return isIn;
}

const NO_HOUSES = [...GREENS.map(({ edge }) => edge), SQUARE, ...LANDMARKS];
const SLANTED = STREETS.filter(({ corners }) =>
  corners.some(([u, v], index) => {
    const [u2, v2] = corners[index + 1] ?? [u, v];
    return u !== u2 && v !== v2;
  }),
);

function isFree(box: Box): boolean {
  const [u1, v1, u2, v2] = box;
  const middle: Point = [(u1 + u2) / 2, (v1 + v2) / 2];
  const points = [...cornersOf(box), middle];
  const nearest = (line: readonly Point[]) => Math.min(...points.map((each) => distanceToLine(each, line)));
  if (NO_HOUSES.some((edge) => points.some((each) => isInside(each, edge)))) return false;
  if (nearest(RIVER) < riverWidth(v1) / 2 + 12) return false;
  if (nearest(RAILWAY) < 14) return false;
  return SLANTED.every(({ corners }) => nearest(corners) > SETBACK + 1);
}

/** Fills a row between two streets with houses of different widths. */
function rowOfHouses(random: Random, from: number, to: number, isDense: boolean): [number, number][] {
  const houses: [number, number][] = [];
  const count = Math.max(1, Math.round((to - from) / (isDense ? 42 : 58)));
  const width = (to - from - ALLEY * (count - 1)) / count;
  for (let index = 0; index < count; index++) {
    const left = from + index * (width + ALLEY);
    const spare = random() < 0.5 ? 0 : width * 0.25 * random();
    if (random() < (isDense ? 0.06 : 0.24)) continue;
    houses.push([left, left + width - spare]);
  }
  return houses;
}

/** Returns the houses, as boxes of the plan: two rows, back to back, in each block. */
export function placeHouses(): Point[][] {
  const random = seededRandom(SEED);
  const boxes: Box[] = LANDMARKS.map((edge): Box => {
    const [[u1, v1] = [0, 0], , [u2, v2] = [0, 0]] = edge;
    return [u1, v1, u2, v2];
  });
  for (const [column, west] of ACROSS.entries()) {
    const east = ACROSS[column + 1];
    if (east === undefined) continue;
    for (const [line, south] of ALONG.entries()) {
      const north = ALONG[line + 1];
      if (north === undefined) continue;
      const isDense = Math.hypot((west + east) / 2, (south + north) / 2 - 280) < DENSE;
      const depth = Math.min(DEEPEST, (north - south - 2 * SETBACK - 2 * ALLEY) / 2);
      const rows: [number, number][] = [
        [south + SETBACK, south + SETBACK + depth * (0.75 + 0.25 * random())],
        [north - SETBACK - depth * (0.75 + 0.25 * random()), north - SETBACK],
      ];
      for (const [near, far] of rows)
        for (const [left, right] of rowOfHouses(random, west + SETBACK, east - SETBACK, isDense)) {
          const box: Box = [left, near, right, far];
          if (isFree(box)) boxes.push(box);
        }
    }
  }
  return boxes.map(cornersOf);
}
