import { sql } from "drizzle-orm";
import { bigint, boolean, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    /** Always lower case. */
    email: text("email").notNull().unique(),
    name: text("name"),
    image: text("image"),
    is_admin: boolean("is_admin").notNull().default(false),
    email_verified: instant("email_verified"),
    /** Null: not banned. A banned person has no rights at all: lib/auth/server/load-viewer.ts. */
    banned_at: instant("banned_at"),
    /** What the person is told. Kept when the ban is lifted. */
    ban_reason: text("ban_reason"),
    created_at: createdAt(),
  },
  (table) => [
    // For the search of admins.
    index("users_email_prefix").on(table.email.op("text_pattern_ops")),
    index("users_name_words").using("gin", sql`to_tsvector('simple', coalesce(name, ''))`),
  ],
);

export const accounts = pgTable(
  "accounts",
  {
    provider: text("provider").notNull(),
    provider_account_id: text("provider_account_id").notNull(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.provider_account_id] })],
);

/** Credentials that a demo issued are valid in demo mode only: anyone could obtain them there. */
const madeInDemo = () => boolean("demo").notNull().default(false);

/** `token` is a hash, made by next-auth. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text("identifier").notNull(),
    token: text("token").notNull(),
    expires: instant("expires").notNull(),
    /** Hash of the cookie of the browser that asked for the link; null when it was asked for without one. */
    browser_hash: text("browser_hash"),
    demo: madeInDemo(),
  },
  (table) => [
    primaryKey({ columns: [table.identifier, table.token] }),
    index("verification_tokens_expires").on(table.expires),
  ],
);

/** The cookie's JWT holds `id` and `cookie_key`; revoking the row ends the session everywhere. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    created_at: createdAt(),
    revoked_at: instant("revoked_at"),
    /** Changes with each sign-in that renews the session, which ends the earlier cookie. Null until then. */
    cookie_key: uuid("cookie_key"),
    /** The browser that signed in, such as `Chrome on Android`. Null: older than the column. */
    device: text("device"),
    demo: madeInDemo(),
  },
  (table) => [
    index("sessions_user").on(table.user_id),
    index("sessions_created").on(table.created_at),
    index("sessions_revoked").on(table.revoked_at).where(sql`revoked_at is not null`),
  ],
);

export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid("id").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    token_hash: text("token_hash").notNull().unique(),
    scopes: text("scopes").array().notNull(),
    created_at: createdAt(),
    last_used_at: instant("last_used_at"),
    revoked_at: instant("revoked_at"),
    expires_at: instant("expires_at").notNull().default(sql`now() + interval '365 days'`),
    demo: madeInDemo(),
  },
  (table) => [
    index("api_tokens_user").on(table.user_id),
    index("api_tokens_expires").on(table.expires_at),
    index("api_tokens_revoked").on(table.revoked_at).where(sql`revoked_at is not null`),
  ],
);

export const streamTickets = pgTable(
  "stream_tickets",
  {
    ticket_hash: text("ticket_hash").primaryKey(),
    user_id: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    credential_kind: text("credential_kind").$type<"session" | "token">().notNull(),
    credential_id: uuid("credential_id").notNull(),
    expires_at: instant("expires_at").notNull(),
  },
  (table) => [index("stream_tickets_expires").on(table.expires_at)],
);

/** Written by triggers on `users` and `memberships`, so that changes by hand count, too. The upkeep logs and removes them. */
export const rightsChanges = pgTable("rights_changes", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant("at").notNull().defaultNow(),
  user_id: uuid("user_id").notNull(),
  /** Null for the right of an admin. */
  tenant_id: uuid("tenant_id"),
  granted: boolean("granted").notNull(),
  /** The database's role. */
  changed_by: text("changed_by").notNull().default(sql`session_user`),
});
