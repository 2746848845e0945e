import { randomUUID } from "node:crypto";
import { pause } from "./pause";
import type { Tally } from "./tally";

export interface Answer {
  status: number;
  body: unknown;
}

export interface Api {
  email: string;
  token: string;
  get(path: string): Promise<Answer>;
  /** With `isSentTwice`, sends two requests with the same key, whose responses must agree. */
  write(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body: unknown,
    isSentTwice: boolean,
  ): Promise<Answer>;
}

const ATTEMPTS = 12;
const ANSWER_MS = 30_000;

function patience(attempt: number, response: Response | null): number {
  const seconds = Number(response?.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : Math.min(250 * 2 ** attempt, 5_000);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? `${cause.code}` : error.message;
}

/** Retries with one key, so that a write is carried out once. */
async function send(url: string, init: RequestInit, tally: Tally): Promise<Answer> {
  let problem = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    let response: Response | null = null;
    try {
      response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
      if (response.status < 500 && response.status !== 429)
        return { status: response.status, body: await response.json() };
      problem = `status ${response.status}`;
      await response.body?.cancel();
    } catch (error) {
      problem = reasonOf(error);
    }
    tally.retries.set(problem, (tally.retries.get(problem) ?? 0) + 1);
    await pause(patience(attempt, response));
  }
  throw new Error(`${init.method ?? "GET"} ${url} had no answer in ${ATTEMPTS} attempts: ${problem}`);
}

export function apiAs(email: string, token: string, origin: string, tally: Tally): Api {
  const authorization = `Bearer ${token}`;
  return {
    email,
    token,
    get: (path) => send(`${origin}${path}`, { headers: { authorization } }, tally),
    write: async (method, path, body, isSentTwice) => {
      const headers = { authorization, "content-type": "application/json", "idempotency-key": randomUUID() };
      const once = () => send(`${origin}${path}`, { method, headers, body: JSON.stringify(body) }, tally);
      if (!isSentTwice) return once();
      tally.sentTwice += 1;
      const [first, second] = await Promise.all([once(), once()]);
      if (first.status !== second.status)
        tally.faults.push(
          `${method} ${path} sent twice with one key was answered ${first.status} and ${second.status}`,
        );
      return first;
    },
  };
}
