import type { ScoreUpdate } from "./events";
import type { DayFigures } from "./schema";

const isNewer = (one: string, other: string) => Date.parse(one) > Date.parse(other);

export interface FollowedFigures extends DayFigures {
  /** When those parts were read that events do not bring; absent while it is `as_of`. */
  readonly read_at?: string;
}

/**
 * Returns each part as it was read last. Events bring only some, and an answer that was read just before an event has the
 * others: without them, a busy evening would show the new orders beside old hours.
 */
export function latestFigures(known: FollowedFigures | undefined, fresh: DayFigures): FollowedFigures {
  if (known === undefined || !isNewer(known.as_of, fresh.as_of)) return fresh;
  if (!isNewer(fresh.as_of, known.read_at ?? known.as_of)) return known;
  const { orders, revenue, top_items, as_of } = known;
  return { ...fresh, orders, revenue, top_items, as_of, read_at: fresh.as_of };
}

/** Returns the figures with the leaderboard of a later event. An event of another day, or an older one, changes nothing. */
export function withScores(known: FollowedFigures, scores: ScoreUpdate): FollowedFigures {
  if (scores.date !== known.date || !isNewer(scores.timestamp, known.as_of)) return known;
  const { orders, revenue, top_items, timestamp } = scores;
  return { ...known, orders, revenue, top_items, as_of: timestamp, read_at: known.read_at ?? known.as_of };
}
