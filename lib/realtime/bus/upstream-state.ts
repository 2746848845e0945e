/**
 * The life of one shard's upstream, as a value: what happened goes in, how it stands comes out. Pure; times are
 * milliseconds on one monotonic clock.
 *
 * An upstream can die without a word, and a silent one cannot be told from a quiet one by listening. So its life is
 * proven: by the line that confirms it, by anything it says, and by this process's own messages, which have to come
 * back over it. One that broke counts as healed when it has carried a message, not when it could be opened.
 */

export interface UpstreamState {
  readonly phase: "opening" | "open" | "waiting";
  /** When the phase began. */
  readonly since: number;
  /** How often in a row an upstream of this shard came to nothing; 0: all is well. */
  readonly failures: number;
  /** The last sign of life. */
  readonly heardAt: number;
  /** When `due` is to happen, if nothing else does before. */
  readonly dueAt: number;
  /** Which opening of the shard this is: an upstream of another number is to be closed. */
  readonly opening: number;
}

export type UpstreamEvent =
  | { kind: "confirmed" }
  /** It brought a message: somebody else's, or this process's own. */
  | { kind: "carried" }
  /** The service took a message of this process, whose publishing began at `begunAt`. */
  | { kind: "published"; begunAt: number }
  /** It ended, was refused, or broke. */
  | { kind: "ended" }
  /** At `missedAt` the log held an event that no message has told of until now. */
  | { kind: "missed"; missedAt: number }
  | { kind: "due" };

/** Until then an opening upstream has to be confirmed. */
export const CONFIRM_MS = 2_000;
/** Until then something has to come back over an upstream after the service took a message for it. */
export const ECHO_MS = 1_000;
/** Between two openings while they come to nothing, at most. */
export const BACKOFF_MS = 1_000;
const FIRST_BACKOFF_MS = 100;
/** What is missed so soon after an upstream was opened was said before. */
const SETTLE_MS = 1_000;
/** An upstream that carries, and yet leaves something out, is replaced no more often than this. */
const LEAKY_MS = 30_000;
/** One that ends after it has been open for so long, has come to its time limit: nothing is wrong, nor to be proven. */
export const ROUTINE_MS = 10_000;

export function openingState(now: number): UpstreamState {
  return {
    phase: "opening",
    since: now,
    failures: 0,
    heardAt: Number.NEGATIVE_INFINITY,
    dueAt: now + CONFIRM_MS,
    opening: 1,
  };
}

function reopened(state: UpstreamState, failures: number, now: number): UpstreamState {
  return { ...openingState(now), failures, heardAt: state.heardAt, opening: state.opening + 1 };
}

/** Spread: those that began together end together. */
function ended(state: UpstreamState, now: number, random: number): UpstreamState {
  return { ...state, phase: "waiting", since: now, dueAt: now + FIRST_BACKOFF_MS * random };
}

/** The pause counts from the last opening, so what took long to fail is tried again soon; spread, as all fail at once. */
function failed(state: UpstreamState, now: number, random: number): UpstreamState {
  const failures = state.failures + 1;
  const pause = Math.min(BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + random / 2);
  const begunAt = state.phase === "opening" ? state.since : now;
  const dueAt = Math.max(begunAt + pause, now + FIRST_BACKOFF_MS * random);
  return { ...state, phase: "waiting", since: now, failures, dueAt };
}

/** What an upstream's silence costs it, once it is known to be one. */
function silent(state: UpstreamState, now: number): UpstreamState {
  return reopened(state, state.failures + 1, now);
}

/** `random` is from 0 to 1. Answers with the same object where the event changes nothing. */
export function nextUpstream(
  state: UpstreamState,
  event: UpstreamEvent,
  now: number,
  random: number,
): UpstreamState {
  const { phase, since, failures, heardAt } = state;
  switch (event.kind) {
    case "confirmed":
      if (phase !== "opening") return state;
      // One that follows a broken one still has to prove that it carries.
      return {
        ...state,
        phase: "open",
        since: now,
        dueAt: failures === 0 ? Number.POSITIVE_INFINITY : now + ECHO_MS,
      };
    case "carried":
      if (phase === "waiting") return state;
      return {
        ...state,
        phase: "open",
        since: phase === "open" ? since : now,
        failures: 0,
        heardAt: now,
        dueAt: Number.POSITIVE_INFINITY,
      };
    case "published":
      if (phase !== "open" || since > event.begunAt || heardAt >= event.begunAt) return state;
      return { ...state, dueAt: Math.min(state.dueAt, now + ECHO_MS) };
    case "ended":
      if (phase === "waiting") return state;
      if (phase === "open" && failures === 0 && now - since >= ROUTINE_MS) return ended(state, now, random);
      return failed(state, now, random);
    case "missed": {
      if (phase !== "open" || since + SETTLE_MS > event.missedAt) return state;
      // What has been heard since then lives: the message was lost on its way to the service, or is late.
      if (heardAt > event.missedAt && now - since < LEAKY_MS) return state;
      return silent(state, now);
    }
    case "due":
      if (now < state.dueAt) return state;
      if (phase === "waiting") return reopened(state, failures, now);
      return phase === "open" ? silent(state, now) : failed(state, now, random);
  }
}
