import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  delivered,
  dueIn,
  emptyQueue,
  type Fix,
  KEPT_AT_MOST,
  type LocationQueue,
  MOVED_METRES,
  PAUSE_MS,
  pointsToSend,
  refused,
  STANDING_MS,
  tried,
  withFix,
} from "./location-queue";

const START = Date.parse("2026-11-27T18:00:00Z");

const fixAt = (lat: number, at = START): Fix => ({
  lat,
  lng: 10.13,
  accuracy: 8,
  heading: null,
  speed: null,
  at: new Date(at).toISOString(),
});

/** A queue whose point at 54.32 was sent at `START`. */
function sentAtStart(): LocationQueue {
  const queue = withFix(emptyQueue(START, START), fixAt(54.32));
  return delivered(tried(queue, START), pointsToSend(queue), PAUSE_MS);
}

const metresNorth = (metres: number) => 54.32 + metres / 111_195;

test("the first point is sent at once", () => {
  const queue = emptyQueue(START, START);
  expect(dueIn(queue, START)).toBeNull();
  expect(dueIn(withFix(queue, fixAt(54.32)), START)).toBe(0);
});

test("a rider who has moved by 15 m is sent after the pause, one who stands after 20 s", () => {
  const moved = withFix(sentAtStart(), fixAt(metresNorth(MOVED_METRES + 1)));
  expect(dueIn(moved, START + 1_000)).toBe(PAUSE_MS - 1_000);
  expect(dueIn(moved, START + PAUSE_MS)).toBe(0);
  const stands = withFix(sentAtStart(), fixAt(metresNorth(MOVED_METRES - 1)));
  expect(dueIn(stands, START + PAUSE_MS)).toBe(STANDING_MS - PAUSE_MS);
  expect(dueIn(stands, START + STANDING_MS)).toBe(0);
});

test("the pause that the server asks for is kept, within bounds", () => {
  const queue = withFix(emptyQueue(START, START), fixAt(54.32));
  const after = (nextInMs: number) => {
    const next = delivered(tried(queue, START), pointsToSend(queue), nextInMs);
    return dueIn(withFix(next, fixAt(metresNorth(100))), START);
  };
  expect(after(30_000)).toBe(30_000);
  expect(after(0)).toBe(1_000);
  expect(after(86_400_000)).toBe(120_000);
});

test("a page that was loaded again goes on above the numbers of the one before", () => {
  const first = withFix(withFix(emptyQueue(START + 60_000, START), fixAt(54.32)), fixAt(54.33));
  const second = withFix(emptyQueue(START + 61_000, START), fixAt(54.34));
  expect(second.points[0]?.seq).toBeGreaterThan(first.points.at(-1)?.seq ?? 0);
});

test("points that the server had no time for are kept, and sent later", () => {
  const queue = withFix(emptyQueue(START, START), fixAt(54.32));
  const later = refused(tried(queue, START), 30_000);
  expect(pointsToSend(later)).toHaveLength(1);
  expect(dueIn(later, START + 10_000)).toBe(20_000);
});

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("fix" as const),
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("send" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("fail" as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.nat({ max: 600_000 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("clock" as const), ms: fc.nat({ max: 600_000 }) }),
    },
  ),
  { maxLength: 200 },
);

describe("whatever happens", () => {
  test("numbers rise, the newest point is kept until it is sent, nothing is sent twice, and the queue stays small", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let now = START;
        let queue = emptyQueue(now, START);
        let newest = -1;
        const reached = new Set<number>();
        for (const step of all) {
          if (step.kind === "pass") now += step.ms;
          if (step.kind === "clock") now -= step.ms;
          if (step.kind === "fix") {
            queue = withFix(queue, fixAt(step.lat, now));
            const seq = queue.points.at(-1)?.seq ?? -1;
            expect(seq).toBeGreaterThan(newest);
            newest = seq;
          }
          if (step.kind === "send" || step.kind === "fail") {
            const points = pointsToSend(queue);
            queue = tried(queue, now);
            if (step.kind === "fail") {
              expect(pointsToSend(queue)).toEqual(points);
              continue;
            }
            // A fix that comes while the request is under way.
            if (points.length > 0) queue = withFix(queue, fixAt(1, now));
            queue = delivered(queue, points, PAUSE_MS);
            for (const { seq } of points) {
              expect(reached.has(seq)).toBe(false);
              reached.add(seq);
            }
            if (points.length > 0) newest = queue.points.at(-1)?.seq ?? newest;
          }
          expect(queue.points.length).toBeLessThanOrEqual(KEPT_AT_MOST);
          expect(newest === -1 || reached.has(newest) || queue.points.at(-1)?.seq === newest).toBe(true);
          const due = dueIn(queue, now);
          expect(due === null).toBe(queue.points.length === 0);
          if (due !== null) expect(due).toBeLessThanOrEqual(STANDING_MS);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("two attempts are at least the server's pause apart", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat({ max: 4_000 }), metres: fc.nat({ max: 40 }) }), {
          maxLength: 100,
        }),
        fc.integer({ min: 1_000, max: 60_000 }),
        (fixes, pauseMs) => {
          let now = START;
          let metres = 0;
          let queue = emptyQueue(now, START);
          const attempts: number[] = [];
          for (const fix of fixes) {
            now += fix.after;
            metres += fix.metres;
            queue = withFix(queue, fixAt(metresNorth(metres), now));
            if (dueIn(queue, now) !== 0) continue;
            attempts.push(now);
            queue = delivered(tried(queue, now), pointsToSend(queue), pauseMs);
          }
          for (const [place, at] of attempts.entries())
            if (place > 0) expect(at - (attempts[place - 1] ?? 0)).toBeGreaterThanOrEqual(pauseMs);
        },
      ),
    );
  });
});
