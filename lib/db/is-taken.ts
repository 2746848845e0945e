import "server-only";
import { DrizzleQueryError } from "drizzle-orm";
import * as z from "zod/mini";

const uniqueViolation = z.looseObject({ code: z.literal("23505") });

/** True when the statement wrote nothing because a row with the same unique key exists. */
export function isTaken(error: unknown): boolean {
  return error instanceof DrizzleQueryError && z.safeParse(uniqueViolation, error.cause).success;
}
