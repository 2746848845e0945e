/** Lists expected failures; bugs are thrown. */
export type FailureCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  /** The state does not allow it, or another change was faster; `current` holds the state. */
  | "conflict"
  | "key_reused"
  /** The customer's PIN is another one. */
  | "wrong_pin"
  | "limited"
  | "unavailable"
  /** The page was rendered for another person than the one whom the cookie names now. Nothing was done. */
  | "other_user"
  /** The page is of another build than the server, and what it asks for does not fit any more. Reload it. */
  | "stale_page";

/** An input's further faults are not reported: the answer must not be larger than the input. */
export const FAULTS_AT_MOST = 20;

export interface Failure<Current = unknown> {
  ok: false;
  code: FailureCode;
  /** Describes the failure and what to do, for people. Never an exception's message. */
  message: string;
  /** Keys are field paths such as `items.0.quantity`. */
  fieldErrors?: Record<string, string>;
  current?: Current;
  retryAfterSeconds?: number;
}

export type Result<T, Current = unknown> = { ok: true; data: T } | Failure<Current>;

export function success<T>(data: T): { ok: true; data: T } {
  return { ok: true, data };
}

export function failure<Current = unknown>(
  code: FailureCode,
  message: string,
  more: Pick<Failure<Current>, "fieldErrors" | "current" | "retryAfterSeconds"> = {},
): Failure<Current> {
  return { ok: false, code, message, ...more };
}
