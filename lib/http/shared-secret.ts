import "server-only";
import { timingSafeEqual } from "node:crypto";

/** Whether the request presents this secret (`Authorization: Bearer`); nobody does where there is none. */
export function presentsSecret(request: Request, secret: string | undefined): boolean {
  if (secret === undefined) return false;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${secret}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
