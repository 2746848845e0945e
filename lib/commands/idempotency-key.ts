import * as z from "zod/mini";

/** Requests with the same key and content are carried out once. */
export const idempotencyKeySchema = z
  .string()
  .check(
    z.minLength(8, "must have 8 to 200 characters"),
    z.maxLength(200, "must have 8 to 200 characters"),
    z.regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces"),
  );
