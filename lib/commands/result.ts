/** Codes of expected failures. Bugs are thrown instead. */
export type FailureCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  /** The current state does not allow it, or another change was faster. `current` holds the current state. */
  | "conflict"
  /** The idempotency key was used with another request. */
  | "key_reused"
  /** Too many requests; `retryAfterSeconds` is the time to wait. */
  | "limited"
  | "unavailable";

export interface Failure<Current = unknown> {
  ok: false;
  code: FailureCode;
  /** A message for a person: the failure and what to do. Never an exception's message. */
  message: string;
  /** Messages by field path, such as `items.0.quantity`. */
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
