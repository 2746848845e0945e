import "server-only";
import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import { type Failure, failure } from "@/lib/commands/result";
import { env } from "@/lib/env";
import { errorText } from "@/lib/text/error-text";
import { makeLimiter } from "./limiter";
import { addCounts, StreamCounts } from "./stream-counts";

/**
 * What is limited, and by which variable, all of them in a minute. They bound what a person can make others receive, and
 * what anybody can make the server do. Not what is open at once: those are the hub's caps.
 */
const VARIABLES = {
  /** Of one person: what goes to others. */
  notify: "LIMIT_NOTIFY",
  chat: "LIMIT_CHAT",
  typing: "LIMIT_TYPING",
  location: "LIMIT_LOCATION",
  /** Of one person. */
  place_order: "LIMIT_PLACE_ORDER",
  ticket: "LIMIT_TICKET",
  connect: "LIMIT_CONNECT",
  /** Of one address. */
  connect_address: "LIMIT_CONNECT_ADDRESS",
  sign_in_link: "LIMIT_SIGN_IN_LINK",
  /** To one mailbox. */
  sign_in_mail: "LIMIT_SIGN_IN_MAIL",
} as const;

export type LimitKind = keyof typeof VARIABLES;
export type LimitAnswer = { ok: true } | { ok: false; retryAfterSeconds: number };

const SECONDS = 60;

/** Opening streams is counted in memory: all of them come at once when a process has been restarted. */
const OF_STREAMS: readonly LimitKind[] = ["connect", "connect_address"];

declare global {
  // Next gives route handlers, pages and instrumentation each their own module state; globalThis is shared.
  var platewireStreamCounts: StreamCounts | undefined;
  var platewireLimiters: Map<LimitKind, RateLimiterAbstract> | undefined;
}

function limiterOf(kind: LimitKind, points: number): RateLimiterAbstract {
  globalThis.platewireLimiters ??= new Map();
  const known = globalThis.platewireLimiters.get(kind);
  if (known !== undefined) return known;
  const store = env().DATABASE_URL === undefined ? "process" : "database";
  const limiter = makeLimiter(kind, { points, seconds: SECONDS, store });
  globalThis.platewireLimiters.set(kind, limiter);
  return limiter;
}

function streamCounts(): StreamCounts {
  globalThis.platewireStreamCounts ??= new StreamCounts(
    SECONDS,
    env().DATABASE_URL === undefined ? undefined : addCounts,
  );
  return globalThis.platewireStreamCounts;
}

/**
 * Counts one, for all instances together, and says whether that was one too many. `subject`: the person's id, or the
 * address. While the database is away each process counts by itself; it never rejects because of that.
 */
export async function countAgainst(kind: LimitKind, subject: string): Promise<LimitAnswer> {
  const points = env()[VARIABLES[kind]];
  if (points === 0) return { ok: true };
  if (OF_STREAMS.includes(kind)) {
    const msBeforeNext = streamCounts().count(`${kind}:${subject}`, points);
    return msBeforeNext === null ? { ok: true } : refusal(msBeforeNext);
  }
  try {
    await limiterOf(kind, points).consume(subject);
    return { ok: true };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return refusal(refused.msBeforeNext);
  }
}

function refusal(msBeforeNext: number): LimitAnswer {
  return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)) };
}

/** The same for a command or a route: the failure to answer with, or null when it may go on. */
export async function refuseOver(kind: LimitKind, subject: string): Promise<Failure<never> | null> {
  const counted = await countAgainst(kind, subject);
  if (counted.ok) return null;
  const { retryAfterSeconds } = counted;
  return failure<never>("limited", errorText("limited", { seconds: retryAfterSeconds }), {
    retryAfterSeconds,
  });
}
