/** Shared by server and browser: events are delivered once, in order and without a gap, or a reset is sent. Pure. */

export interface Position {
  /** Identifies one incarnation of the log. Empty for a channel without events. */
  readonly epoch: string;
  /** The last offset that was read; offsets are 1, 2, 3 … with no holes. */
  readonly offset: number;
}

/** Offsets `tail + 1` to `head` can be read. */
export interface LogHead {
  readonly epoch: string;
  readonly head: number;
  readonly tail: number;
}

export const UNWRITTEN: LogHead = { epoch: "", head: 0, tail: 0 };

export const RESET_REASONS = ["trimmed", "epoch", "too_far", "ahead", "invalid", "joined"] as const;
/** `too_far`: more than `REPLAY_LIMIT` events behind; `ahead`: of the log; `joined`: missing in the cursor. */
export type ResetReason = (typeof RESET_REASONS)[number];

/** Refetching the data is cheaper than replaying more. */
export const REPLAY_LIMIT = 1_000;

export function accept(current: number, offset: number): "deliver" | "drop" | "gap" {
  if (offset <= current) return "drop";
  return offset === current + 1 ? "deliver" : "gap";
}

/** A reader of a channel that was unwritten has seen all of it, so any log continues it. */
export function isSameLog(position: Position, other: Position): boolean {
  return position.epoch === other.epoch || position.epoch === "";
}

export function isAtOrBeyond(position: Position, other: Position): boolean {
  if (other.epoch === "" && other.offset === 0) return true;
  return position.epoch === other.epoch && position.offset >= other.offset;
}

/** `fresh`: there is no cursor; `invalid`: it could not be parsed; `joined`: it does not contain the channel. */
export type Claim = Position | "fresh" | "invalid" | "joined";

export type Resumption =
  | { kind: "live"; from: number }
  | { kind: "replay"; after: number }
  | { kind: "reset"; reason: ResetReason };

export function resume(claim: Claim, log: LogHead): Resumption {
  if (claim === "fresh") return { kind: "live", from: log.head };
  if (claim === "invalid" || claim === "joined") return { kind: "reset", reason: claim };
  const { epoch, offset } = claim;
  // The reader has seen all of an unwritten channel, so any epoch continues it.
  const unwritten = epoch === "" && offset === 0;
  if (epoch !== log.epoch && !unwritten) return { kind: "reset", reason: "epoch" };
  if (offset > log.head) return { kind: "reset", reason: "ahead" };
  if (offset < log.tail) return { kind: "reset", reason: "trimmed" };
  if (log.head - offset > REPLAY_LIMIT) return { kind: "reset", reason: "too_far" };
  return offset === log.head ? { kind: "live", from: offset } : { kind: "replay", after: offset };
}
