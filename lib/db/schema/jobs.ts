import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const jobActivity = pgTable("job_activity", {
  name: text("name").primaryKey(),
  state: text("state").$type<"idle" | "running" | "error">().notNull().default("idle"),
  /** 0 to 100; null when the run does not report it. */
  progress: integer("progress"),
  message: text("message"),
  processed: integer("processed"),
  error: text("error"),
  updated_at: instant("updated_at").notNull().defaultNow(),
  last_run_at: instant("last_run_at").notNull().defaultNow(),
  /** Start of the current series of runs. A scheduled job that misses two runs begins a new series. */
  steady_since: instant("steady_since").notNull().defaultNow(),
});
