import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The last number of each series. Its row is locked by who takes one, until the document is written: no number is lost. */
export const invoiceCounters = pgTable(
  "invoice_counters",
  {
    /** `invoice`, `receipt`, `statement` or `credit_note`. */
    series: text("series").notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
  },
  (table) => [primaryKey({ columns: [table.series, table.year] })],
);

/** Documents are added and never changed; a credit note corrects one. No foreign keys: they outlive what they tell about. */
export const invoices = pgTable(
  "invoices",
  {
    id: uuid("id").primaryKey(),
    series: text("series").notNull(),
    year: integer("year").notNull(),
    number: integer("number").notNull(),
    /** What it is about, as `store:{id}:2026-03-01`: there is one document of it. */
    source: text("source").notNull().unique(),
    tenant_id: uuid("tenant_id").notNull(),
    /** The store, the rider or the order that it is for. */
    holder: text("holder").notNull(),
    /** The first and the last day that it covers, in the store's time zone. */
    from: date("from", { mode: "string" }).notNull(),
    to: date("to", { mode: "string" }).notNull(),
    currency: text("currency").notNull(),
    /** In minor units. */
    net: bigint("net", { mode: "number" }).notNull(),
    vat: bigint("vat", { mode: "number" }).notNull(),
    gross: bigint("gross", { mode: "number" }).notNull(),
    /** lib/invoices/model/schema.ts */
    lines: jsonb("lines").$type<object[]>().notNull(),
    /** Of a credit note: the invoice that it corrects. */
    corrects: uuid("corrects"),
    issued_at: instant("issued_at").notNull(),
  },
  (table) => [
    unique("invoices_number").on(table.series, table.year, table.number),
    index("invoices_tenant").on(table.tenant_id, table.from.desc(), table.id.desc()),
    index("invoices_corrects").on(table.corrects),
  ],
);
