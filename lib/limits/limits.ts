import "server-only";
import { type Failure, failure } from "@/lib/commands/result";
import { env } from "@/lib/env";
import { stateText } from "@/lib/text/state-text";
import { type LimitAnswer, type Limiter, makeLimiter } from "./limiter";
import { addCounts, MemoryCounts } from "./memory-counts";

/** Limits count per minute unless `LONGER` says otherwise. The hub's caps bound open streams instead. */
const VARIABLES = {
  /** Per person: actions that others receive. */
  notify: "LIMIT_NOTIFY",
  chat: "LIMIT_CHAT",
  typing: "LIMIT_TYPING",
  location: "LIMIT_LOCATION",
  /** Reports that a board sends by itself (presence, devices, alarms). Apart from `write`: they must not use up presses. */
  presence: "LIMIT_PRESENCE",
  /** Per person. */
  place_order: "LIMIT_PLACE_ORDER",
  /** Creating and revoking personal tokens. */
  token: "LIMIT_TOKEN",
  /** Wrong codes of vouchers, per person. */
  voucher: "LIMIT_VOUCHER",
  /** All other commands together. */
  write: "LIMIT_WRITE",
  ticket: "LIMIT_TICKET",
  connect: "LIMIT_CONNECT",
  /** Per printer, and per address for requests that find none. */
  printer: "LIMIT_PRINTER",
  /** Per address. */
  connect_address: "LIMIT_CONNECT_ADDRESS",
  sign_in_link: "LIMIT_SIGN_IN_LINK",
  /** Per browser and mailbox, and per address and mailbox: what one sender causes, never all mail to a mailbox. */
  sign_in_mail: "LIMIT_SIGN_IN_MAIL",
  sign_in_mail_network: "LIMIT_SIGN_IN_MAIL_NETWORK",
} as const;

export type LimitKind = keyof typeof VARIABLES;

const SECONDS = 60;
/** A sign-in link is valid for as long. */
const LONGER: { readonly [Kind in LimitKind]?: number } = {
  sign_in_mail: 15 * 60,
  voucher: 15 * 60,
  sign_in_mail_network: 15 * 60,
};

/** Counted in memory: all clients reconnect at once after a restart, and a press must not wait for one more statement. */
const IN_MEMORY = [
  "connect",
  "connect_address",
  "write",
  "presence",
  "location",
  "printer",
] as const satisfies readonly LimitKind[];
type InMemory = (typeof IN_MEMORY)[number];
const isInMemory = (kind: LimitKind): kind is InMemory => IN_MEMORY.some((one) => one === kind);

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireLimiters: Map<LimitKind, Limiter> | undefined;
  var platewireMemoryCounts: MemoryCounts | undefined;
}

function limiterOf(kind: LimitKind, points: number): Limiter {
  globalThis.platewireLimiters ??= new Map();
  const known = globalThis.platewireLimiters.get(kind);
  if (known !== undefined) return known;
  const store = env().DATABASE_URL === undefined ? "process" : "database";
  const limiter = makeLimiter(kind, { points, seconds: LONGER[kind] ?? SECONDS, store });
  globalThis.platewireLimiters.set(kind, limiter);
  return limiter;
}

function memoryCounts(): MemoryCounts {
  globalThis.platewireMemoryCounts ??= new MemoryCounts(
    SECONDS,
    env().DATABASE_URL === undefined ? undefined : addCounts,
  );
  return globalThis.platewireMemoryCounts;
}

/** `subject` is a person's id or an address. While the database is unavailable each process counts separately. */
export async function countAgainst(kind: LimitKind, subject: string): Promise<LimitAnswer> {
  const points = env()[VARIABLES[kind]];
  if (points === 0) return { ok: true };
  if (!isInMemory(kind)) return limiterOf(kind, points).count(subject);
  const msBeforeNext = memoryCounts().count(`${kind}:${subject}`, points);
  if (msBeforeNext === null) return { ok: true };
  return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)) };
}

/** Whether a subject has reached a limit already, without counting it. Not for limits that are counted in memory. */
export async function isOver(kind: Exclude<LimitKind, InMemory>, subject: string): Promise<boolean> {
  const points = env()[VARIABLES[kind]];
  return points !== 0 && limiterOf(kind, points).isOver(subject);
}

/** Returns the failure to answer with, or null when within the limit. */
export async function refuseOver(kind: LimitKind, subject: string): Promise<Failure<never> | null> {
  const counted = await countAgainst(kind, subject);
  if (counted.ok) return null;
  const { retryAfterSeconds } = counted;
  return failure<never>("limited", stateText("limit_reached.requests", { seconds: retryAfterSeconds }), {
    retryAfterSeconds,
  });
}
