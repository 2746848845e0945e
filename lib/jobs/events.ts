import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

const percent = z.int().check(z.gte(0), z.lte(100));
const text = z.string().check(z.maxLength(500));

/** Streams cannot read it: no declared kind of channel has such a name. */
export const jobRunChannel = (job: string) => `jobs:${job}`;

/** Published when a run of more than a second starts or progresses, and when a run completes or fails. */
export const jobRun = defineEvent({
  name: "job_run",
  durability: "durable",
  priority: "low",
  schema: z.object({
    job: z.string().check(z.maxLength(64)),
    run_id: idSchema,
    /** 1 for the first run, one more with each retry. */
    attempt: z.int().check(z.positive()),
    phase: z.enum(["started", "progressed", "completed", "failed"]),
    progress: z.nullable(percent),
    message: z.nullable(text),
    processed: z.nullable(z.int().check(z.nonnegative())),
    /** For admins; no event to a browser carries it. */
    error: z.nullable(text),
    timestamp: instantSchema,
  }),
});
export type JobRun = z.infer<typeof jobRun.schema>;
