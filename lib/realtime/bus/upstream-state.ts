/** State machine of one shard's upstream (docs/decisions/0028). Pure; times are milliseconds of a monotonic clock. */

export interface UpstreamState {
  readonly phase: "opening" | "open" | "waiting";
  readonly since: number;
  readonly failures: number;
  readonly heardAt: number;
  readonly dueAt: number;
  /** Upstreams of another number must be closed. */
  readonly opening: number;
}

export type UpstreamEvent =
  | { kind: "confirmed" }
  | { kind: "carried" }
  /** The service accepted a message of this process; publishing it began at `begunAt`. */
  | { kind: "published"; begunAt: number }
  | { kind: "ended" }
  /** At `missedAt` the log held an event that no message has announced yet. */
  | { kind: "missed"; missedAt: number }
  | { kind: "due" };

export const CONFIRM_MS = 2_000;
export const ECHO_MS = 1_000;
export const BACKOFF_MS = 1_000;
const FIRST_BACKOFF_MS = 100;
/** An event that is missed so soon after the opening was published before it. */
const SETTLE_MS = 1_000;
/** Shortest time between replacements of an upstream that delivers and still missed a message. */
const LEAKY_MS = 30_000;
/** An upstream that ends after this time has reached the service's time limit, which is not a failure. */
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

/** Jittered, because upstreams that began together end together. */
function ended(state: UpstreamState, now: number, random: number): UpstreamState {
  return { ...state, phase: "waiting", since: now, dueAt: now + FIRST_BACKOFF_MS * random };
}

/** Counts the back-off from the last opening, so a slow failure is retried soon; jittered, because all fail at once. */
function failed(state: UpstreamState, now: number, random: number): UpstreamState {
  const failures = state.failures + 1;
  const pause = Math.min(BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + random / 2);
  const begunAt = state.phase === "opening" ? state.since : now;
  const dueAt = Math.max(begunAt + pause, now + FIRST_BACKOFF_MS * random);
  return { ...state, phase: "waiting", since: now, failures, dueAt };
}

function silent(state: UpstreamState, now: number): UpstreamState {
  return reopened(state, state.failures + 1, now);
}

/** Returns the same object when nothing changes. `random` is from 0 to 1. */
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
      // A successor of a broken upstream must still prove that it delivers.
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
      // The upstream has delivered since then: the message is late, or was lost on its way to the service.
      if (heardAt > event.missedAt && now - since < LEAKY_MS) return state;
      return silent(state, now);
    }
    case "due":
      if (now < state.dueAt) return state;
      if (phase === "waiting") return reopened(state, failures, now);
      return phase === "open" ? silent(state, now) : failed(state, now, random);
  }
}
