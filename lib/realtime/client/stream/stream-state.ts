/** Pure; the I/O is in server-stream.ts. Retries forever, except after `signed_out`. */

export const PHASES = ["idle", "opening", "open", "probing", "waiting", "signed_out"] as const;
export type Phase = (typeof PHASES)[number];

export interface StreamState {
  readonly phase: Phase;
  /** Attempts that failed since the last frame. */
  readonly failures: number;
  readonly heartbeatMs: number;
  /** The last frame, or the opening, of the current stream. */
  readonly lastSign: number;
  readonly lastFrame: number | null;
  /** When the page became live, or lost its stream. */
  readonly since: number | null;
  /** The stream ended as planned and the next one is opening: no warning is shown yet. */
  readonly isHandingOver: boolean;
  /** The server refused the last request. It is tried again all the same. */
  readonly isRefused: boolean;
  /** The server's clock minus the device's (ms), according to the latest frames of the stream that state the time. */
  readonly clockOffsets: readonly number[];
  /** The last request was one too many, of streams or of requests. */
  readonly isLimited: boolean;
}

export type StreamInput =
  | { type: "start" | "stop" | "tick" | "wake" | "offline" | "reopen" }
  /** `serverTime` (ms): when the server sent the frame. */
  | { type: "frame"; serverTime?: number | undefined }
  | { type: "connected"; heartbeatMs: number; serverTime?: number | undefined }
  /** `refused`: the response was no stream; only a probe can tell its status. */
  | { type: "failed"; refused: boolean }
  | { type: "probed"; status: number | null; retryAfterMs: number | null }
  | { type: "bye"; reason: "limit" | "shutdown" | "slow" | "signed_out" | "dropped"; retryMs: number };

export type StreamEffect =
  /** The open stream ends once the new one is connected. */
  | { do: "open" }
  | { do: "close" }
  | { do: "probe" }
  /** There is one timer; the last effect counts. */
  | { do: "tick"; inMs: number };

export const DEFAULT_HEARTBEAT_MS = 10_000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_LAST_MS = 30_000;
const TOO_MANY = 429;
/** Longer than a restart takes. */
const LONG_WAIT_MS = 3_000;
export const CLOCK_OFFSETS_KEPT = 3;

export const IDLE: StreamState = {
  phase: "idle",
  failures: 0,
  heartbeatMs: DEFAULT_HEARTBEAT_MS,
  lastSign: 0,
  lastFrame: null,
  since: null,
  isHandingOver: false,
  isRefused: false,
  clockOffsets: [],
  isLimited: false,
};

/** Null until the stream has said the time. A frame only ever arrives late, so the largest value is the best. */
export function clockOffsetOf({ clockOffsets }: Pick<StreamState, "clockOffsets">): number | null {
  return clockOffsets.length === 0 ? null : Math.max(...clockOffsets);
}

/** The device's clock may be set at any time, so only a few values count, and none from before the stream began. */
function offsetsWith(
  before: readonly number[],
  serverTime: number | undefined,
  now: number,
): readonly number[] {
  return serverTime === undefined ? before : [...before.slice(1 - CLOCK_OFFSETS_KEPT), serverTime - now];
}

/** Uses full jitter, so that clients do not reconnect together. */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(BACKOFF_LAST_MS, BACKOFF_FIRST_MS * 2 ** failures);
}

/** Returns the milliseconds of silence after which a stream is dead, whatever `readyState` says. */
export function silenceLimitMs({ phase, heartbeatMs }: Pick<StreamState, "phase" | "heartbeatMs">): number {
  return phase === "opening" ? heartbeatMs : 2.5 * heartbeatMs;
}

type Step = [next: StreamState, ...effects: StreamEffect[]];

function opening(stream: StreamState, now: number, ...before: StreamEffect[]): Step {
  const next: StreamState = { ...stream, phase: "opening", lastSign: now };
  return [next, ...before, { do: "open" }, { do: "tick", inMs: silenceLimitMs(next) }];
}

export function lost(stream: StreamState, now: number): StreamState {
  const wasLive = stream.phase === "open" || stream.isHandingOver;
  return { ...stream, since: wasLive ? now : stream.since, isHandingOver: false };
}

function waiting(stream: StreamState, now: number, inMs: number, status: number | null = null): Step {
  const next: StreamState = {
    ...lost(stream, now),
    phase: "waiting",
    failures: stream.failures + 1,
    isRefused: status !== null && isRefusal(status),
    isLimited: status === TOO_MANY,
  };
  return [next, { do: "close" }, { do: "tick", inMs }];
}

function signedOut(stream: StreamState, now: number): Step {
  return [{ ...lost(stream, now), phase: "signed_out", since: now }, { do: "close" }];
}

export function advance(stream: StreamState, input: StreamInput, now: number, random: number): Step {
  const { phase } = stream;
  const isListening = phase === "opening" || phase === "open";
  switch (input.type) {
    case "start":
      return phase === "idle" ? opening({ ...stream, since: stream.since ?? now }, now) : [stream];
    case "stop":
      return [IDLE, { do: "close" }];
    case "connected": {
      if (!isListening) return [stream];
      const next: StreamState = {
        phase: "open",
        failures: 0,
        heartbeatMs: input.heartbeatMs,
        lastSign: now,
        lastFrame: now,
        since: phase === "open" || stream.isHandingOver ? stream.since : now,
        isHandingOver: false,
        isRefused: false,
        clockOffsets:
          input.serverTime === undefined ? stream.clockOffsets : offsetsWith([], input.serverTime, now),
        isLimited: false,
      };
      return [next, { do: "tick", inMs: silenceLimitMs(next) }];
    }
    case "frame":
      if (!isListening) return [stream];
      return [
        {
          ...stream,
          lastSign: now,
          lastFrame: now,
          clockOffsets: offsetsWith(stream.clockOffsets, input.serverTime, now),
        },
      ];
    case "reopen":
      return phase === "open" ? [stream, { do: "open" }] : [stream];
    case "tick": {
      if (phase === "waiting") return opening(stream, now);
      if (phase === "probing") return waiting(stream, now, backoffMs(stream.failures, random));
      if (!isListening) return [stream];
      const left = stream.lastSign + silenceLimitMs(stream) - now;
      if (left > 0) return [stream, { do: "tick", inMs: left }];
      return waiting(stream, now, backoffMs(stream.failures, random));
    }
    case "wake":
      // Timers slept with the machine: look at the clock instead.
      if (phase === "waiting") return opening(stream, now);
      if (!isListening || now - stream.lastSign < silenceLimitMs(stream)) return [stream];
      return opening(lost(stream, now), now, { do: "close" });
    case "offline":
      return isListening ? waiting(stream, now, backoffMs(stream.failures, random)) : [stream];
    case "failed":
      if (!isListening) return [stream];
      if (input.refused)
        return [
          { ...lost(stream, now), phase: "probing" },
          { do: "close" },
          { do: "probe" },
          { do: "tick", inMs: stream.heartbeatMs },
        ];
      return waiting(stream, now, backoffMs(stream.failures, random));
    case "probed":
      if (phase !== "probing") return [stream];
      if (input.status === 401) return signedOut(stream, now);
      // The cause of the refusal may be gone by now. Even so, a successful probe does not shorten the delay.
      return waiting(
        // After a long wait was ordered, the state is not "connecting" during the wait.
        (input.retryAfterMs ?? 0) >= LONG_WAIT_MS
          ? { ...stream, failures: Math.max(1, stream.failures) }
          : stream,
        now,
        Math.max(input.retryAfterMs ?? 0, backoffMs(stream.failures, random)),
        input.status,
      );
    case "bye":
      if (!isListening) return [stream];
      if (input.reason === "signed_out") return signedOut(stream, now);
      return [
        {
          ...(input.reason === "limit" ? stream : lost(stream, now)),
          phase: "waiting",
          isHandingOver: input.reason === "limit",
        },
        { do: "close" },
        { do: "tick", inMs: input.retryMs },
      ];
  }
}

export type ConnectionState = "connecting" | "live" | "offline" | "refused" | "limited" | "signed_out";

/** True when the same request will be refused again. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, TOO_MANY].includes(status);
}

/** Returns `live` only while frames arrive, `offline` once a reconnect has failed. */
export function stateOf(stream: StreamState): ConnectionState {
  if (stream.phase === "signed_out") return "signed_out";
  if (stream.phase === "open" || stream.isHandingOver) return "live";
  if (stream.isRefused) return "refused";
  if (stream.isLimited) return "limited";
  return stream.failures > 1 ? "offline" : "connecting";
}
