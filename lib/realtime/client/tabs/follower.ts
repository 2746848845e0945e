import {
  IDLE,
  lost,
  type StreamState,
  silenceLimitMs,
  stateOf,
} from "@/lib/realtime/client/stream/stream-state";
import type { LeaderMessage } from "./relay";

/** A tab that reads the leader's stream; the leader follows itself. Pure; the I/O is in shared-stream.ts. */
export interface Follower {
  readonly tab: string;
  /** The term of its leader: the time of the election; 0: none yet. */
  readonly term: number;
  readonly seq: number;
  /** Since this message of the term the tab has missed none. */
  readonly seqFrom: number;
  readonly ask: number;
  /** The number of the request that the leader serves; 0: none. */
  readonly served: number;
  /** Served until a leader change a moment ago. */
  readonly wasServed: boolean;
  readonly stream: StreamState;
  readonly lastMessageAt: number;
  /** `isAnswered`: a message has come since `helloAt`. */
  readonly helloAt: number;
  readonly isAnswered: boolean;
}

export type FollowerInput =
  /** `ask`: the tab wants other channels. `call`: the tab has become visible again. */
  { type: "start" | "ask" | "call" | "tick" } | { type: "message"; message: LeaderMessage };

export type FollowerEffect =
  | { do: "hello"; isWake: boolean }
  | { do: "begin"; text: string; id: string }
  | { do: "deliver"; name: string; text: string; id: string }
  /** The leader is silent and holds the lock. */
  | { do: "steal" }
  | { do: "separate" }
  | { do: "end" }
  | { do: "watch"; inMs: number };

/** A live leader answers in a few milliseconds; the rest is for a busy machine. */
const ANSWER_MS = 3_000;
/** Milliseconds between requests of a tab that is not served. */
const HELLO_INTERVAL_MS = 2_000;

export function newFollower(tab: string): Follower {
  return {
    tab,
    term: 0,
    seq: 0,
    seqFrom: 1,
    ask: 0,
    served: 0,
    wasServed: false,
    stream: IDLE,
    lastMessageAt: 0,
    helloAt: 0,
    isAnswered: true,
  };
}

type Step = [next: Follower, ...effects: FollowerEffect[]];

/** Returns the stream's state for this tab: live only when the leader serves it. */
export function streamOf({ stream, served, wasServed }: Follower): StreamState {
  if (served > 0 || (wasServed && (stream.isHandingOver || stream.phase === "open"))) return stream;
  return { ...stream, phase: stream.phase === "open" ? "opening" : stream.phase, isHandingOver: false };
}

/** A live tab stays live while the next stream opens. */
export function initialLeaderState(follower: Follower): StreamState {
  const stream = streamOf(follower);
  return { ...stream, phase: "idle", isHandingOver: stateOf(stream) === "live" };
}

export function elected(follower: Follower, term: number): Follower {
  return { ...withoutService(follower), term, seq: 0, seqFrom: 1, isAnswered: true };
}

/** `extraDelayMs` delays this tab's takeover, so that tabs do not take over together. */
export function follow(follower: Follower, input: FollowerInput, now: number, extraDelayMs: number): Step {
  switch (input.type) {
    case "start":
      return call({ ...follower, ask: follower.ask + 1, lastMessageAt: now }, now, extraDelayMs, false);
    case "ask":
      return call({ ...follower, ask: follower.ask + 1 }, now, extraDelayMs, false);
    case "call":
      return call(follower, now, extraDelayMs, true);
    case "tick":
      return tick(follower, now, extraDelayMs);
    case "message":
      return onLeaderMessage(follower, input.message, now);
  }
}

function call(follower: Follower, now: number, extraDelayMs: number, isWake: boolean): Step {
  return [
    { ...follower, helloAt: now, isAnswered: false },
    { do: "hello", isWake },
    { do: "watch", inMs: ANSWER_MS + extraDelayMs },
  ];
}

function withoutService(follower: Follower): Follower {
  return { ...follower, served: 0, wasServed: follower.served > 0 || follower.wasServed };
}

/** True when the tab has what it asked for, from an open stream. */
function isAtRest({ ask, served, isAnswered, stream }: Follower): boolean {
  return served === ask && isAnswered && stream.phase === "open";
}

function nextTickAt(follower: Follower, extraDelayMs: number): number {
  if (!follower.isAnswered) return follower.helloAt + ANSWER_MS + extraDelayMs;
  return isAtRest(follower)
    ? follower.lastMessageAt + silenceLimitMs(follower.stream)
    : follower.helloAt + HELLO_INTERVAL_MS;
}

function tick(follower: Follower, now: number, extraDelayMs: number): Step {
  const left = nextTickAt(follower, extraDelayMs) - now;
  if (left > 0) return [follower, { do: "watch", inMs: left }];
  if (follower.isAnswered) {
    // A leader that answers and does not serve this tab may believe that it does; a new number asks again.
    const ask = follower.served === follower.ask ? follower.ask : follower.ask + 1;
    const wasServed = follower.wasServed && follower.stream.isHandingOver;
    return call({ ...follower, ask, wasServed }, now, extraDelayMs, false);
  }
  const alone: Follower = {
    ...follower,
    // Late messages of this leader may still come, and their frames are dropped: it must not go on serving the old request.
    ask: follower.ask + 1,
    served: 0,
    wasServed: false,
    stream: { ...lost(streamOf(follower), now), phase: "waiting" },
    helloAt: now,
  };
  return [alone, { do: "steal" }, { do: "watch", inMs: ANSWER_MS + extraDelayMs }];
}

function onLeaderMessage(before: Follower, message: LeaderMessage, now: number): Step {
  if (message.term < before.term) return [before];
  const { term, seq } = message;
  let follower: Follower = { ...before, term, seq, lastMessageAt: now, isAnswered: true };
  const effects: FollowerEffect[] = [];
  const isNewLeader = term > before.term;
  const hasMissed = !isNewLeader && seq !== before.seq + 1;
  if (isNewLeader || hasMissed) follower = { ...withoutService(follower), seqFrom: seq };
  const service = message.kind === "connected" ? message.serves[follower.tab] : undefined;
  // The leader may have served this tab before the first message that arrived.
  const hasMissedService = service?.ask === before.ask && service.since < follower.seqFrom;
  if (hasMissed || hasMissedService) follower = { ...follower, ask: before.ask + 1 };

  switch (message.kind) {
    case "connected":
      if (service?.ask !== follower.ask) break;
      follower = { ...follower, served: follower.ask, wasServed: false };
      effects.push({ do: "begin", text: message.text, id: message.id });
      break;
    case "frame":
      if (follower.served === 0) break;
      follower = { ...follower, stream: { ...follower.stream, lastFrame: now } };
      effects.push({ do: "deliver", name: message.name, text: message.text, id: message.id });
      break;
    case "line":
      follower = { ...follower, stream: message.line };
      if (message.line.phase === "signed_out") effects.push({ do: "end" });
      break;
    case "decline":
      if (message.tab === follower.tab) effects.push({ do: "separate" });
  }
  if ((isNewLeader || hasMissed || hasMissedService) && follower.served === 0)
    effects.push({ do: "hello", isWake: false });
  if (!isAtRest(follower) && (isAtRest(before) || !before.isAnswered))
    effects.push({ do: "watch", inMs: HELLO_INTERVAL_MS });
  return [follower, ...effects];
}
