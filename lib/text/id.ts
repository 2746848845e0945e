import * as z from "zod/mini";

/**
 * A UUID in lower case. Callers may write an id in capitals, and ids are compared as texts: in channel names, in the
 * memory of a process, in the request of an idempotency key.
 */
export const idSchema = z.uuid().check(z.toLowerCase());
