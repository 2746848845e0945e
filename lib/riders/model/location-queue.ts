import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import type { Point } from "./position";

/** A fix of the phone, before it has a number. */
export type Fix = Omit<Point, "seq">;

export interface LocationQueue {
  /** Not sent yet, the newest last. */
  readonly points: readonly Point[];
  /** The number of the next point. */
  readonly seq: number;
  /** The newest point that the server has; null: none of this page's. */
  readonly sent: Pick<Point, "lat" | "lng"> | null;
  /** When the last attempt began (ms); null: none yet. */
  readonly triedAt: number | null;
  /** Pause between two attempts (ms), as the server asks for. */
  readonly pauseMs: number;
}

/** Between two attempts, unless the server asks for another pause. */
export const PAUSE_MS = 5_000;
/** A pause that the server asks for is kept within these. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 120_000;
/** A rider who moved so far is sent at once after the pause. */
export const MOVED_METRES = 15;
/** And one who stands after this. */
export const STANDING_MS = 20_000;
/** While there is no signal, older points are given up: only the latest is shown to anybody. */
export const KEPT_AT_MOST = 60;

/** A page that is loaded again goes on above the numbers that it gave before: a number is a tenth of a second of the shift. */
export function emptyQueue(now: number, shiftStartedAt: number): LocationQueue {
  const seq = Math.max(0, Math.floor((now - shiftStartedAt) / 100));
  return { points: [], seq, sent: null, triedAt: null, pauseMs: PAUSE_MS };
}

export function withFix(queue: LocationQueue, fix: Fix): LocationQueue {
  const points = [...queue.points, { ...fix, seq: queue.seq }].slice(-KEPT_AT_MOST);
  return { ...queue, points, seq: queue.seq + 1 };
}

/** Returns in how many ms the points are to be sent; 0: now; null: there are none. */
export function dueIn(queue: LocationQueue, now: number): number | null {
  const newest = queue.points.at(-1);
  if (newest === undefined) return null;
  if (queue.triedAt === null) return 0;
  const hasMoved = queue.sent === null || metresBetween(queue.sent, newest) >= MOVED_METRES;
  const pause = hasMoved ? queue.pauseMs : Math.max(queue.pauseMs, STANDING_MS);
  // A clock that was put back must not stop the reports.
  return Math.min(pause, Math.max(0, queue.triedAt + pause - now));
}

/** Returns what to send, the newest first: whatever is cut off on the way is the oldest. */
export function pointsToSend(queue: LocationQueue): Point[] {
  return queue.points.toReversed();
}

export function tried(queue: LocationQueue, now: number): LocationQueue {
  return { ...queue, triedAt: now };
}

/** The server has looked at `points`, whether it accepted them or not. Points that came meanwhile stay. */
export function delivered(queue: LocationQueue, points: readonly Point[], nextInMs: number): LocationQueue {
  const newest = points.reduce<Point | null>(
    (last, one) => (last === null || one.seq > last.seq ? one : last),
    null,
  );
  if (newest === null) return queue;
  return {
    ...queue,
    points: queue.points.filter(({ seq }) => seq > newest.seq),
    sent: { lat: newest.lat, lng: newest.lng },
    pauseMs: Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, nextInMs)),
  };
}

/** The server did not look at them: the points are kept, and sent after this pause. */
export function refused(queue: LocationQueue, pauseMs: number): LocationQueue {
  return { ...queue, pauseMs: Math.min(LONGEST_PAUSE_MS, Math.max(queue.pauseMs, pauseMs)) };
}
