import "server-only";
import { timingSafeEqual } from "node:crypto";

/** Compares `Authorization: Bearer` in constant time; false when no secret is configured. */
export function presentsSecret(request: Request, secret: string | undefined): boolean {
  if (secret === undefined) return false;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${secret}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
