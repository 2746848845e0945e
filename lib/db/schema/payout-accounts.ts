import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { tenants } from "./stores";

/** Where the money of a store goes. Only lib/stores/server/payout reads it; nobody is sent more than the last four signs. */
export const storePayoutAccounts = pgTable("store_payout_accounts", {
  tenant_id: uuid("tenant_id")
    .primaryKey()
    .references(() => tenants.id, { onDelete: "cascade" }),
  holder: text("holder").notNull(),
  /** `iban` or `account`. */
  kind: text("kind").notNull(),
  /** The IBAN without spaces in capitals, or the number of the account. */
  number: text("number").notNull(),
  /** Null for an IBAN, which contains it. */
  bank_code: text("bank_code"),
  updated_at: instant("updated_at").notNull(),
});
