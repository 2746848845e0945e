/** Metres east and north of Port Selby's market square. */
export type Point = readonly [x: number, y: number];

const CENTRE = { lat: 54.32, lng: 10.13 };
const METRES_PER_DEGREE = 111_195;
const WIDTH = Math.cos((CENTRE.lat * Math.PI) / 180);
/** About a metre. */
const DIGITS = 5;

/** Returns longitude and latitude, as GeoJSON wants them. */
export function degreesOf([x, y]: Point): [lng: number, lat: number] {
  return [
    Number((CENTRE.lng + x / (METRES_PER_DEGREE * WIDTH)).toFixed(DIGITS)),
    Number((CENTRE.lat + y / METRES_PER_DEGREE).toFixed(DIGITS)),
  ];
}

const shore = (x: number) => -430 + 0.1 * x + 70 * Math.sin(x / 520 + 0.6);
/** Inland, streets stop following the shore. */
const STRAIGHT_FROM = 2_600;

/**
 * Turns a place of the plan into metres. The plan is a plain grid: `u` runs along the shore, `v` away from it, and what is
 * negative lies in the sea. The grid bends with the shore and leans to the west.
 */
export function bend([u, v]: Point): Point {
  const x = u - 0.12 * v + 95 * Math.sin(v / 520 + u / 760) * Math.min(1, Math.max(0, v / 1_100));
  return [
    x,
    v +
      shore(x) * (1 - v / STRAIGHT_FROM) +
      70 * Math.sin(u / 560 + 0.5) * Math.min(1.1, Math.max(0, v / 1_300)),
  ];
}

/** Returns the distance from a point to a line of the plan. */
export function distanceToLine([x, y]: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const [index, [x2, y2]] of line.entries()) {
    const [x1, y1] = line[Math.max(0, index - 1)] ?? [x2, y2];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
    nearest = Math.min(nearest, Math.hypot(x - x1 - share * dx, y - y1 - share * dy));
  }
  return nearest;
}

/** Returns points of a smooth line through `points` (Catmull-Rom), `steps` for each of its parts. */
export function smooth(points: readonly Point[], steps: number): Point[] {
  const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const line: Point[] = [];
  for (let part = 0; part < points.length - 1; part++) {
    const [a, b, c, d] = [at(part - 1), at(part), at(part + 1), at(part + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const mix = (k: 0 | 1) =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * t +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
      line.push([mix(0), mix(1)]);
    }
  }
  return [...line, at(points.length - 1)];
}
