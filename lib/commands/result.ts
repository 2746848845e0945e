/** What a command answers: expected failures are returned, bugs are thrown. */
export type FailureCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  /** The state of the thing does not allow it, or somebody was faster; `current` shows how it stands. */
  | "conflict"
  /** The same idempotency key with another request. */
  | "key_reused"
  /** Too many in too short a time; `retryAfterSeconds` says when to come back. */
  | "limited"
  | "unavailable";

export interface Failure<Current = unknown> {
  ok: false;
  code: FailureCode;
  /** For a person: what happened and what to do. Never an exception's message. */
  message: string;
  /** By path of the field, as in `items.0.quantity`. */
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
