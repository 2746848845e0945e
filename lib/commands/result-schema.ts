import * as z from "zod/mini";
import { boundedRecord, longTextSchema } from "@/lib/text/bounded";
import { FAULTS_AT_MOST, type FailureCode } from "./result";

const CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "key_reused",
  "wrong_pin",
  "limited",
  "unavailable",
  "other_user",
  "stale_page",
] as const satisfies readonly FailureCode[];

export function resultSchema<Answer extends z.core.$ZodType, Current extends z.core.$ZodType>(
  answer: Answer,
  current: Current,
) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), data: answer }),
    z.object({
      ok: z.literal(false),
      code: z.enum(CODES),
      message: longTextSchema,
      fieldErrors: z.exactOptional(boundedRecord(longTextSchema, FAULTS_AT_MOST)),
      current: z.exactOptional(current),
      retryAfterSeconds: z.exactOptional(z.number()),
    }),
  ]);
}
