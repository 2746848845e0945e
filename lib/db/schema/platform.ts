import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Says who did what to whom in the administration of the platform. Append-only: a trigger refuses each change, and removals
 * of entries younger than two years. No foreign keys, because an entry outlives what it is about.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid("id").primaryKey(),
    at: instant("at").notNull(),
    /** Null: a machine. */
    actor_id: uuid("actor_id"),
    /** The name at that time. */
    actor_name: text("actor_name").notNull(),
    action: text("action").notNull(),
    target_kind: text("target_kind").notNull(),
    target_id: text("target_id").notNull(),
    tenant_id: uuid("tenant_id"),
    reason: text("reason"),
    detail: jsonb("detail").$type<object>().notNull(),
  },
  (table) => [
    index("audit_log_at").on(table.at.desc(), table.id.desc()),
    index("audit_log_actor").on(table.actor_id, table.at.desc(), table.id.desc()),
    index("audit_log_action").on(table.action, table.at.desc(), table.id.desc()),
    index("audit_log_target").on(table.target_kind, table.target_id, table.at.desc(), table.id.desc()),
  ],
);
