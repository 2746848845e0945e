import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";
import { users } from "./people";
import { tenants } from "./stores";

/** Invitations to ride for a fleet, or to work in a store. The table has its name from before the second kind. */
export const invitations = pgTable(
  "rider_invitations",
  {
    id: uuid("id").primaryKey(),
    /** Always lower case. */
    email: text("email").notNull(),
    /** Null: the platform's fleet. */
    tenant_id: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    /** `rider`, or a role of lib/auth/model/store-roles.ts. */
    role: text("role").notNull().default("rider"),
    invited_by: uuid("invited_by").references(() => users.id, { onDelete: "set null" }),
    created_at: createdAt(),
    expires_at: instant("expires_at").notNull(),
    accepted_at: instant("accepted_at"),
    withdrawn_at: instant("withdrawn_at"),
  },
  (table) => [
    // One that is open for each address, fleet and team.
    uniqueIndex("rider_invitations_open")
      .on(
        table.email,
        sql`coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid)`,
        sql`(role = 'rider')`,
      )
      .where(sql`accepted_at is null and withdrawn_at is null`),
    // For the foreign keys.
    index("rider_invitations_tenant").on(table.tenant_id),
    index("rider_invitations_invited_by").on(table.invited_by),
  ],
);
