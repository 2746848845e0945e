import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { tenants } from "./stores";

/** Pauses of stores by the platform, with the statement of reasons that their staff read. */
export const storePauses = pgTable(
  "store_pauses",
  {
    id: uuid("id").primaryKey(),
    tenant_id: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    reason: text("reason").notNull(),
    started_at: instant("started_at").notNull(),
    /** Null: the store is paused. */
    ended_at: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("store_pauses_open").on(table.tenant_id).where(sql`ended_at is null`),
    // For the foreign key.
    index("store_pauses_tenant").on(table.tenant_id, table.started_at),
  ],
);
