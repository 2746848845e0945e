import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

/**
 * Double entry, in minor units: rows are added and never changed. A positive amount is owed to the account's holder, a negative
 * one is owed by them; a transaction's amounts sum to zero. No foreign keys: it outlives what it tells about.
 */
export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: uuid("id").primaryKey(),
    /** The fact, as `order:{id}:delivered`: it is written once, however often it is told. */
    source: text("source").notNull().unique(),
    /** lib/ledger/model/schema.ts */
    kind: text("kind").notNull(),
    tenant_id: uuid("tenant_id").notNull(),
    /** Null: about no single order. */
    order_id: uuid("order_id"),
    currency: text("currency").notNull(),
    at: instant("at").notNull(),
    /** Of `at`, in the store's time zone. */
    date: date("date", { mode: "string" }).notNull(),
    created_at: createdAt(),
  },
  (table) => [
    index("ledger_transactions_tenant").on(table.tenant_id, table.date, table.id),
    index("ledger_transactions_order").on(table.order_id),
  ],
);

export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    transaction_id: uuid("transaction_id")
      .notNull()
      .references(() => ledgerTransactions.id),
    /** From 0. */
    position: integer("position").notNull(),
    account: text("account").notNull(),
    /** The id of a store or a rider. Empty: the account has no holder, or the customers are meant. */
    holder: text("holder").notNull(),
    amount: bigint("amount", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.transaction_id, table.position] })],
);

/** Sums of the entries of one day, written in the transaction of the entries: balances read these and not the entries. */
export const ledgerDays = pgTable(
  "ledger_days",
  {
    tenant_id: uuid("tenant_id").notNull(),
    account: text("account").notNull(),
    holder: text("holder").notNull(),
    currency: text("currency").notNull(),
    date: date("date", { mode: "string" }).notNull(),
    amount: bigint("amount", { mode: "number" }).notNull(),
    entries: integer("entries").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant_id, table.account, table.holder, table.currency, table.date] }),
    // For the balance of a rider, who rides for many stores.
    index("ledger_days_holder").on(table.account, table.holder),
  ],
);
