import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { orders } from "./orders";
import { tenants } from "./stores";

/** Printers that ask for their jobs themselves, at an address that contains a secret. */
export const printers = pgTable(
  "printers",
  {
    id: uuid("id").primaryKey(),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** A paper of lib/printing/model/schema.ts. */
    paper: text("paper").notNull(),
    /** Whether it prints each order as soon as that is accepted. */
    prints_orders: boolean("prints_orders").notNull(),
    secret_hash: text("secret_hash").notNull().unique(),
    demo: boolean("demo").notNull(),
    /** A condition of lib/printing/model/poll.ts, as of the last poll. Null before the first one. */
    condition: text("condition"),
    /** When a condition other than a new fault was last told. */
    told_at: instant("told_at"),
    /** Written at most twice a minute. */
    seen_at: instant("seen_at"),
    /** What a confirmation that names no job means. */
    fetched_job_id: uuid("fetched_job_id"),
    created_at: createdAt(),
  },
  (table) => [index("printers_tenant").on(table.tenant_id, table.created_at, table.id)],
);

export const printJobs = pgTable(
  "print_jobs",
  {
    id: uuid("id").primaryKey(),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    printer_id: uuid("printer_id")
      .notNull()
      .references(() => printers.id, { onDelete: "cascade" }),
    /** Null for a test print. */
    order_id: uuid("order_id").references(() => orders.id, { onDelete: "cascade" }),
    /** `accepted`, `press` or `test`. */
    cause: text("cause").notNull(),
    /** The order's version after the acceptance, or after its dishes changed: each of them is printed. */
    accepted_version: integer("accepted_version"),
    /** The idempotency key of the press. */
    press_key: text("press_key"),
    /** `waiting`, `claimed`, `printed` or `failed`: lib/printing/model/job.ts. */
    state: text("state").notNull(),
    fault: text("fault"),
    claim_until: instant("claim_until"),
    /** When the printer fetched the job within the present claim. */
    fetched_at: instant("fetched_at"),
    /** In how many claims the printer fetched the job. */
    attempts: integer("attempts").notNull().default(0),
    ended_at: instant("ended_at"),
    created_at: createdAt(),
  },
  (table) => [
    uniqueIndex("print_jobs_accepted_once")
      .on(table.printer_id, table.order_id, table.accepted_version)
      .where(sql`cause = 'accepted'`),
    uniqueIndex("print_jobs_press").on(table.printer_id, table.press_key),
    index("print_jobs_open")
      .on(table.printer_id, table.created_at, table.id)
      .where(sql`state in ('waiting', 'claimed')`),
    index("print_jobs_unprinted")
      .on(table.tenant_id, table.created_at.desc())
      .where(sql`state in ('waiting', 'claimed', 'failed')`),
    index("print_jobs_tests").on(table.tenant_id, table.created_at).where(sql`cause = 'test'`),
    // For the upkeep.
    index("print_jobs_created").on(table.created_at),
    // For the jobs of an order, and for the foreign key.
    index("print_jobs_order").on(table.order_id, table.created_at.desc()),
  ],
);
