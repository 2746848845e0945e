import { boolean, customType, index, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./people";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Archives of what we know of a person, for that person alone. Removed seven days after they were asked for. */
export const personalExports = pgTable(
  "personal_exports",
  {
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    asked_at: instant("asked_at").notNull(),
    /** Null until the archive is there. */
    ready_at: instant("ready_at"),
    /** A ZIP of JSON files. */
    archive: bytea("archive"),
  },
  (table) => [
    index("personal_exports_user").on(table.user_id, table.asked_at.desc()),
    index("personal_exports_asked").on(table.asked_at),
  ],
);

/** No row: no consent was ever given. */
export const marketingConsents = pgTable("marketing_consents", {
  user_id: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  is_given: boolean("is_given").notNull(),
  changed_at: instant("changed_at").notNull(),
});

/** People whose account was erased. The row of `users` stays without a name and address, because orders refer to it. */
export const erasedPeople = pgTable("erased_people", {
  user_id: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  erased_at: instant("erased_at").notNull(),
});
