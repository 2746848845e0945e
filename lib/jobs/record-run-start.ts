import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import type { JobDefinition } from "./define-job";

const noted = z.object({
  rows: z.tuple([
    z.object({
      steady_since: z.coerce.date(),
      state: z.enum(["idle", "running", "error"]),
      is_known: z.boolean(),
      is_recent: z.boolean(),
    }),
  ]),
});

export type JobStateAtStart = z.infer<typeof noted>["rows"][0];

/** A scheduled job whose last run began more than two and a half periods ago begins a new series. */
export async function recordRunStart({ name, schedule }: JobDefinition): Promise<JobStateAtStart> {
  const db = await queryable();
  const missedAfter = schedule === undefined ? null : schedule.everyMinutes * 150;
  const result = await db.execute(sql`
    insert into job_activity as known (name) values (${name})
    on conflict (name) do update set last_run_at = now(),
      steady_since = case
        when known.last_run_at < now() - ${missedAfter}::int * interval '1 second' then now()
        else known.steady_since end
    returning steady_since, state, processed is not null or state <> 'idle' as is_known,
      updated_at > now() - interval '1 second' as is_recent`);
  return noted.parse(result).rows[0];
}
