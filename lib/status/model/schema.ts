import * as z from "zod/mini";
import { incidentSchema } from "./incident";
import { statusSchema } from "./level";

const milliseconds = z.nullable(z.int().check(z.nonnegative()));

/** The answer of `GET /api/status`. */
export const publicStatusSchema = z.object({
  status: statusSchema,
  /** Of today's events, from commit to delivery. Null before the first one. */
  latency_ms: z.object({ p50: milliseconds, p95: milliseconds, p99: milliseconds }),
  /** Those that are open, then those resolved within the last two weeks. */
  incidents: z.array(incidentSchema).check(z.maxLength(40)),
});
export type PublicStatus = z.infer<typeof publicStatusSchema>;

export const statusAnswerSchema = z.object({ success: z.literal(true), data: publicStatusSchema });
