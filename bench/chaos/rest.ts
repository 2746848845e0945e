import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "./ledger";

/** One write over the public REST API, sent under one key until it has an answer. */

export interface RestAnswer {
  key: string;
  status: number;
  body: unknown;
}

export interface Write {
  method: "POST" | "PATCH";
  path: string;
  token: string;
  body: unknown;
  /** Others may change the same thing: what was refused a moment ago may be possible now, under the same key. */
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
    // Only these say what became of the write.
    return answer.status < 500 && answer.status !== 429 ? { key, status: answer.status, body } : null;
  } catch {
    // The line was cut, or nobody listens.
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

/** Null when patience ends. `isSentTwice`: two requests at once with one key; both have to be answered
 * alike where nobody else is about. */
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
