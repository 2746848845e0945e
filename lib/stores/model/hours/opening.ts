import { DAY, instantsOf, wallClockAt } from "./local-time";
import type { Hours, Interval } from "./schema";

/** The one rule for when a restaurant is open. Instants are in ms. */

const MINUTE = 60_000;
/** Opening hours without a gap for so long have no foreseeable end. */
const ENDLESS = 8 * DAY;
/** How many days ahead the next opening is looked for. */
const DAYS_AHEAD = 400;

interface Span {
  readonly opens: number;
  readonly closes: number;
  readonly lastOrder: number;
}

function minutesOf(time: string): number {
  const [hours = "", minutes = ""] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Days are counted from 1 January 1970, which was a Thursday. */
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const weekdayOf = (day: number) => ((day + 3) % 7) + 1;

function intervalsOn(hours: Hours, day: number): Interval[] {
  const date = dateOf(day);
  const exception = hours.exceptions.find((one) => one.date === date);
  return (exception?.intervals ?? hours.weekly.filter((one) => one.day === weekdayOf(day))).toSorted(
    (one, other) => one.from.localeCompare(other.from),
  );
}

/** Yields the intervals that begin on these days, in order. Clocks that are put back do not close a restaurant twice. */
function* openings(hours: Hours, timeZone: string, firstDay: number): Generator<Omit<Span, "lastOrder">> {
  for (let day = firstDay; day < firstDay + DAYS_AHEAD; day += 1)
    for (const { from, to } of intervalsOn(hours, day)) {
      const [begin, end] = [minutesOf(from), minutesOf(to)];
      const opens = instantsOf(day * DAY + begin * MINUTE, timeZone).first;
      const closes = instantsOf(day * DAY + (end > begin ? end : end + 24 * 60) * MINUTE, timeZone).last;
      if (opens < closes) yield { opens, closes };
    }
}

/** Yields the times from opening to closing that end after `now`: intervals that touch or overlap are one. */
function* spansAfter(hours: Hours, timeZone: string, now: number): Generator<Span> {
  const today = Math.floor(wallClockAt(now, timeZone) / DAY);
  const spanOf = (opens: number, closes: number): Span => ({
    opens,
    closes,
    lastOrder: closes - hours.last_order_minutes * MINUTE,
  });
  let open: { opens: number; closes: number } | null = null;
  // What began yesterday may go on past midnight.
  for (const { opens, closes } of openings(hours, timeZone, today - 1)) {
    if (open !== null && opens <= open.closes) open.closes = Math.max(open.closes, closes);
    else {
      if (open !== null && open.closes > now) yield spanOf(open.opens, open.closes);
      open = { opens, closes };
    }
    if (open.closes > now + ENDLESS && open.opens <= now)
      return yield spanOf(open.opens, Number.POSITIVE_INFINITY);
  }
  if (open !== null && open.closes > now) yield spanOf(open.opens, open.closes);
}

export interface Opening {
  /** The restaurant is open, also after its last order. */
  readonly isOpen: boolean;
  readonly takesOrders: boolean;
  /** When it takes orders no longer, while it does; null: not foreseeable. */
  readonly lastOrderAt: number | null;
  /** When it takes orders again, while it does not; null: not foreseeable. */
  readonly opensAt: number | null;
}

/** Orders are taken from opening on, and no longer at `lastOrderAt`. */
export function openingAt(hours: Hours, timeZone: string, now: number): Opening {
  let isOpen = false;
  for (const { opens, lastOrder } of spansAfter(hours, timeZone, now)) {
    if (opens > now) {
      if (lastOrder > opens) return { isOpen, takesOrders: false, lastOrderAt: null, opensAt: opens };
      continue;
    }
    isOpen = true;
    if (lastOrder > now)
      return {
        isOpen,
        takesOrders: true,
        lastOrderAt: Number.isFinite(lastOrder) ? lastOrder : null,
        opensAt: null,
      };
  }
  return { isOpen, takesOrders: false, lastOrderAt: null, opensAt: null };
}

/** Returns the first instant from `at` on at which orders are taken; null: not foreseeable. */
export function firstOrderFrom(hours: Hours, timeZone: string, at: number): number | null {
  const { takesOrders, opensAt } = openingAt(hours, timeZone, at);
  return takesOrders ? at : opensAt;
}

/** Staff look back on an evening for so long after it. */
const AFTER_CLOSING = 2 * 60 * MINUTE;

/**
 * Returns until when the service that began yesterday concerns the staff more than today does: while it goes on and for
 * two hours after it, but not when the next one has begun. Null when it does not.
 */
export function yesterdayUntil(hours: Hours, timeZone: string, now: number): number | null {
  const dayAt = (instant: number) => Math.floor(wallClockAt(instant, timeZone) / DAY);
  const today = dayAt(now);
  let closed = Number.NEGATIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  for (const { opens, closes } of openings(hours, timeZone, today - 1)) {
    if (dayAt(opens) >= today) {
      until = Math.min(until, Math.max(closed, opens));
      break;
    }
    closed = Math.max(closed, closes);
    until = closed + AFTER_CLOSING;
  }
  return until > now ? until : null;
}

/**
 * Returns the service that goes on at `now`, from its opening to its closing; null when the restaurant is closed, and when it
 * is open for longer than a day, which no service is.
 */
export function serviceAt(
  hours: Hours,
  timeZone: string,
  now: number,
): { opens: number; closes: number } | null {
  const [first] = spansAfter(hours, timeZone, now);
  if (first === undefined || first.opens > now || first.closes - first.opens > DAY) return null;
  return { opens: first.opens, closes: first.closes };
}
