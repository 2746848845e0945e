import { bigint, date, doublePrecision, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { tenants } from "./stores";

/** Totals of days on which nothing can change any more. A day without a row is counted from its orders. */
export const figureDays = pgTable(
  "figure_days",
  {
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    /** In the store's time zone. */
    date: date("date", { mode: "string" }).notNull(),
    orders: integer("orders").notNull(),
    /** Minor units. A day may bring more than an integer holds. */
    revenue: bigint("revenue", { mode: "number" }).notNull(),
    median_accept_seconds: doublePrecision("median_accept_seconds"),
    p90_accept_seconds: doublePrecision("p90_accept_seconds"),
    late: integer("late").notNull(),
    cancelled: integer("cancelled").notNull(),
    own_fault: integer("own_fault").notNull(),
    counted_at: instant("counted_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenant_id, table.date] })],
);
