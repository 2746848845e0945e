import "server-only";
import * as z from "zod/mini";

const uniqueViolation = z.looseObject({
  query: z.string(),
  cause: z.looseObject({ code: z.literal("23505") }),
});

/**
 * True when the statement wrote nothing because a row with the same unique key exists. Not decided by its class: Next bundles
 * Drizzle once for instrumentation, which opens the database, and once for routes, which ask here.
 */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && z.safeParse(uniqueViolation, error).success;
}
