/**
 * The life of a browser's stream as a state machine: what happened → what to do. Pure; the I/O stands in
 * server-stream.ts. It never gives up: the only state it does not leave by itself is `signed_out`.
 */

export const PHASES = ["idle", "opening", "open", "probing", "waiting", "signed_out"] as const;
export type Phase = (typeof PHASES)[number];

export interface Line {
  readonly phase: Phase;
  /** Attempts that failed since the last frame. */
  readonly failures: number;
  readonly heartbeatMs: number;
  /** When the stream that is open or opening last gave a sign of life; its opening counts as one. */
  readonly lastSign: number;
  /** When the last frame came, of any stream. */
  readonly lastFrame: number | null;
  /** Since when the page has been live, or without a line. */
  readonly since: number | null;
  /** The stream ended as planned and the next is on its way: nobody needs to worry yet. */
  readonly isHandingOver: boolean;
  /** The server's last answer was that it does not serve this request. It is tried again all the same, less and less often. */
  readonly isRefused: boolean;
}

export type LineInput =
  | { type: "start" | "stop" | "frame" | "tick" | "wake" | "offline" | "reopen" }
  | { type: "connected"; heartbeatMs: number }
  /** `refused`: the server answered, but not with a stream; which status, only a probe can tell. */
  | { type: "failed"; refused: boolean }
  | { type: "probed"; status: number | null; retryAfterMs: number | null }
  | { type: "bye"; reason: "limit" | "shutdown" | "slow" | "signed_out" | "dropped"; retryMs: number };

export type LineEffect =
  /** Opens a stream; what is open already ends once the new one is connected. */
  | { do: "open" }
  | { do: "close" }
  | { do: "probe" }
  /** Asks for a `tick`; there is one timer, the last wish counts. */
  | { do: "tick"; inMs: number };

export const DEFAULT_HEARTBEAT_MS = 10_000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_LAST_MS = 30_000;
/** Longer than a restart takes. */
const LONG_WAIT_MS = 3_000;

export const IDLE: Line = {
  phase: "idle",
  failures: 0,
  heartbeatMs: DEFAULT_HEARTBEAT_MS,
  lastSign: 0,
  lastFrame: null,
  since: null,
  isHandingOver: false,
  isRefused: false,
};

/** Full jitter: anywhere between at once and the whole wait, so that a crowd does not come back as one. */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(BACKOFF_LAST_MS, BACKOFF_FIRST_MS * 2 ** failures);
}

/** A line that says nothing for so long is dead, whatever `readyState` claims. */
export function silenceLimitMs({ phase, heartbeatMs }: Pick<Line, "phase" | "heartbeatMs">): number {
  return phase === "opening" ? heartbeatMs : 2.5 * heartbeatMs;
}

type Step = [next: Line, ...effects: LineEffect[]];

function opening(line: Line, now: number, ...before: LineEffect[]): Step {
  const next: Line = { ...line, phase: "opening", lastSign: now };
  return [next, ...before, { do: "open" }, { do: "tick", inMs: silenceLimitMs(next) }];
}

/** Without a stream from now on. */
export function lost(line: Line, now: number): Line {
  const wasLive = line.phase === "open" || line.isHandingOver;
  return { ...line, since: wasLive ? now : line.since, isHandingOver: false };
}

function waiting(line: Line, now: number, inMs: number, isRefused = false): Step {
  const next: Line = { ...lost(line, now), phase: "waiting", failures: line.failures + 1, isRefused };
  return [next, { do: "close" }, { do: "tick", inMs }];
}

function signedOut(line: Line, now: number): Step {
  return [{ ...lost(line, now), phase: "signed_out", since: now }, { do: "close" }];
}

export function advance(line: Line, input: LineInput, now: number, random: number): Step {
  const { phase } = line;
  const isListening = phase === "opening" || phase === "open";
  switch (input.type) {
    case "start":
      return phase === "idle" ? opening({ ...line, since: line.since ?? now }, now) : [line];
    case "stop":
      return [IDLE, { do: "close" }];
    case "connected": {
      if (!isListening) return [line];
      const next: Line = {
        phase: "open",
        failures: 0,
        heartbeatMs: input.heartbeatMs,
        lastSign: now,
        lastFrame: now,
        since: phase === "open" || line.isHandingOver ? line.since : now,
        isHandingOver: false,
        isRefused: false,
      };
      return [next, { do: "tick", inMs: silenceLimitMs(next) }];
    }
    case "frame":
      return isListening ? [{ ...line, lastSign: now, lastFrame: now }] : [line];
    case "reopen":
      return phase === "open" ? [line, { do: "open" }] : [line];
    case "tick": {
      if (phase === "waiting") return opening(line, now);
      // The probe got no answer either.
      if (phase === "probing") return waiting(line, now, backoffMs(line.failures, random));
      if (!isListening) return [line];
      const left = line.lastSign + silenceLimitMs(line) - now;
      if (left > 0) return [line, { do: "tick", inMs: left }];
      return waiting(line, now, backoffMs(line.failures, random));
    }
    case "wake":
      // Timers slept with the machine: look at the clock instead.
      if (phase === "waiting") return opening(line, now);
      if (!isListening || now - line.lastSign < silenceLimitMs(line)) return [line];
      return opening(lost(line, now), now, { do: "close" });
    case "offline":
      return isListening ? waiting(line, now, backoffMs(line.failures, random)) : [line];
    case "failed":
      if (!isListening) return [line];
      if (input.refused)
        return [
          { ...lost(line, now), phase: "probing" },
          { do: "close" },
          { do: "probe" },
          { do: "tick", inMs: line.heartbeatMs },
        ];
      return waiting(line, now, backoffMs(line.failures, random));
    case "probed":
      if (phase !== "probing") return [line];
      if (input.status === 401) return signedOut(line, now);
      // What refused a moment ago may be over: a probe that got through is no reason to hammer.
      return waiting(
        // Who is told to wait for long is not connecting meanwhile.
        (input.retryAfterMs ?? 0) >= LONG_WAIT_MS ? { ...line, failures: Math.max(1, line.failures) } : line,
        now,
        Math.max(input.retryAfterMs ?? 0, backoffMs(line.failures, random)),
        input.status !== null && isRefusal(input.status),
      );
    case "bye":
      if (!isListening) return [line];
      if (input.reason === "signed_out") return signedOut(line, now);
      return [
        {
          ...(input.reason === "limit" ? line : lost(line, now)),
          phase: "waiting",
          isHandingOver: input.reason === "limit",
        },
        { do: "close" },
        { do: "tick", inMs: input.retryMs },
      ];
  }
}

export type LineState = "connecting" | "live" | "offline" | "refused" | "signed_out";

/** True for an answer that the same request will get again, as for one that asks for too much. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

/** The state as a person is told it. Green only while frames arrive; offline once an attempt to come back has failed. */
export function stateOf(line: Line): LineState {
  if (line.phase === "signed_out") return "signed_out";
  if (line.phase === "open" || line.isHandingOver) return "live";
  if (line.isRefused) return "refused";
  return line.failures > 1 ? "offline" : "connecting";
}
