import "server-only";
import { describeError } from "./describe-error";

const TEXT_LENGTH = 200;
const ENTRIES = 20;
const DEPTH = 3;

function bounded(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return value;
  if (typeof value === "string") return value.slice(0, TEXT_LENGTH);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEPTH) return "…";
  if (Array.isArray(value)) return value.slice(0, ENTRIES).map((entry) => bounded(entry, depth + 1));
  return entriesOf(value, depth + 1);
}

function entriesOf(context: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(context).slice(0, ENTRIES);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key.slice(0, TEXT_LENGTH),
      // Anything can be thrown, not only errors.
      key === "error" ? describeError(value) : bounded(value, depth),
    ]),
  );
}

/** Bounds a line of the log: no single request, and no error, can fill it. */
export function loggable(context: Record<string, unknown>): Record<string, unknown> {
  return entriesOf(context, 0);
}
