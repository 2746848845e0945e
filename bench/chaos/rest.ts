import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "./ledger";

export interface RestAnswer {
  key: string;
  status: number;
  body: unknown;
}

export interface Write {
  method: "POST" | "PATCH" | "PUT";
  path: string;
  token: string;
  body: unknown;
  /** Other writers change the same order: a refused write may succeed later under the same key. */
  isContested: boolean;
}

const ANSWER_MS = 6_000;
const PATIENCE_MS = 60_000;
const RETRY_MS = 200;
const LONGEST_WAIT_MS = 2_000;

async function attempt(url: string, key: string, one: Write): Promise<RestAnswer | null> {
  try {
    const answer = await fetch(`${url}${one.path}`, {
      method: one.method,
      headers: {
        Authorization: `Bearer ${one.token}`,
        "Content-Type": "application/json",
        "Idempotency-Key": key,
      },
      body: JSON.stringify(one.body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body: unknown = await answer.json();
    // Only these statuses state the result of the write.
    return answer.status < 500 && answer.status !== 429 ? { key, status: answer.status, body } : null;
  } catch {
    return null;
  }
}

async function persist(url: string, key: string, one: Write, ledger: Ledger): Promise<RestAnswer | null> {
  const until = Date.now() + PATIENCE_MS;
  for (let wait = RETRY_MS; Date.now() < until; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const answer = await attempt(url, key, one);
    if (answer !== null) return answer;
    ledger.retries += 1;
    await pause(wait);
  }
  return null;
}

/** Returns null where nobody answered. */
export async function read(
  url: string,
  path: string,
  token: string,
): Promise<{ status: number; body: unknown } | null> {
  try {
    const answer = await fetch(`${url}${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return null;
  }
}

/** Returns null after a time-out. With `isSentTwice`, the responses must agree when no other writer is active. */
export async function write(
  url: string,
  one: Write,
  ledger: Ledger,
  isSentTwice: boolean,
): Promise<RestAnswer | null> {
  const key = randomUUID();
  const [first, second] = await Promise.all([
    persist(url, key, one, ledger),
    isSentTwice ? persist(url, key, one, ledger) : null,
  ]);
  if (isSentTwice) ledger.sentTwice += 1;
  if (!one.isContested && first !== null && second !== null && first.status !== second.status)
    ledger.faults.push(
      `${one.method} ${one.path} sent twice was answered ${first.status} and ${second.status}`,
    );
  const answer = [first, second].find((one) => one !== null && one.status < 300) ?? first ?? second;
  if (answer === null) ledger.unanswered += 1;
  return answer;
}
