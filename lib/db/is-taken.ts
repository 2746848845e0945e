import "server-only";
import { DrizzleQueryError } from "drizzle-orm";
import * as z from "zod/mini";

const uniqueViolation = z.looseObject({ code: z.literal("23505") });

/** Whether a statement failed because somebody else wrote a row with the same unique key. Nothing of it was written. */
export function isTaken(error: unknown): boolean {
  return error instanceof DrizzleQueryError && z.safeParse(uniqueViolation, error.cause).success;
}
