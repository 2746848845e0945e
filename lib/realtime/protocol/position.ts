/**
 * Where a reader stands in a channel's log, and what follows from it. Pure, and the same on the server and in
 * the browser: this is where "once, in order, with no gap, or an explicit reset" is decided.
 */

export interface Position {
  /** Names one life of the log. Empty for a channel that nobody has written to yet. */
  readonly epoch: string;
  /** The last offset that was read; offsets are 1, 2, 3 … with no holes. */
  readonly offset: number;
}

/** The log as it stands: offsets `tail + 1` to `head` can be read. */
export interface LogHead {
  readonly epoch: string;
  readonly head: number;
  readonly tail: number;
}

/** A channel that has no row yet. */
export const UNWRITTEN: LogHead = { epoch: "", head: 0, tail: 0 };

export const RESET_REASONS = ["trimmed", "epoch", "too_far", "ahead", "invalid", "joined"] as const;
/**
 * Why a reader must read its data afresh: its position was trimmed away, is from another life of the log, is
 * too far behind, is ahead of the log, could not be read, or its cursor did not know the channel.
 */
export type ResetReason = (typeof RESET_REASONS)[number];

/** Whoever is further behind reads its data afresh; that is cheaper than so many events. */
export const REPLAY_LIMIT = 1_000;

export function accept(current: number, offset: number): "deliver" | "drop" | "gap" {
  if (offset <= current) return "drop";
  return offset === current + 1 ? "deliver" : "gap";
}

/** True where a reader at `position` has seen everything that one at `other` has; every position is beyond an unwritten log. */
export function isAtOrBeyond(position: Position, other: Position): boolean {
  if (other.epoch === "" && other.offset === 0) return true;
  return position.epoch === other.epoch && position.offset >= other.offset;
}

/**
 * What a reader's cursor says about one channel: nothing, because it presented none (`fresh`); nothing,
 * because it could not be read or does not know the channel; or a position.
 */
export type Claim = Position | "fresh" | "invalid" | "joined";

export type Resumption =
  | { kind: "live"; from: number }
  | { kind: "replay"; after: number }
  | { kind: "reset"; reason: ResetReason };

/** How a reader with this claim goes on in a log that stands like this. */
export function resume(claim: Claim, log: LogHead): Resumption {
  if (claim === "fresh") return { kind: "live", from: log.head };
  if (claim === "invalid" || claim === "joined") return { kind: "reset", reason: claim };
  const { epoch, offset } = claim;
  // From before the channel's first event: the reader has seen all there was, so any epoch continues it.
  const unwritten = epoch === "" && offset === 0;
  if (epoch !== log.epoch && !unwritten) return { kind: "reset", reason: "epoch" };
  if (offset > log.head) return { kind: "reset", reason: "ahead" };
  if (offset < log.tail) return { kind: "reset", reason: "trimmed" };
  if (log.head - offset > REPLAY_LIMIT) return { kind: "reset", reason: "too_far" };
  return offset === log.head ? { kind: "live", from: offset } : { kind: "replay", after: offset };
}
