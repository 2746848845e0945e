import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What background work is doing. The jobs themselves are in the schema `pgboss`, which belongs to the library. */

/** One row for each job that has ever run. */
export const jobActivity = pgTable("job_activity", {
  name: text("name").primaryKey(),
  state: text("state").$type<"idle" | "running" | "error">().notNull().default("idle"),
  /** 0 to 100; null when the run does not report it. */
  progress: integer("progress"),
  message: text("message"),
  /** How many things the last run handled. */
  processed: integer("processed"),
  /** Why the last run failed, for admins only. Null after a run that succeeded. */
  error: text("error"),
  updated_at: instant("updated_at").notNull().defaultNow(),
  /** When the last run began, noted by the runner itself. */
  last_run_at: instant("last_run_at").notNull().defaultNow(),
  /** When the present series of runs began. A scheduled job that misses two runs begins a new series. */
  steady_since: instant("steady_since").notNull().defaultNow(),
});
