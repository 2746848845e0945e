import * as z from "zod/mini";
import { daySchema } from "@/lib/figures/model/day";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const ACCOUNTS = [
  /** What customers owe, and what they are owed. An order's entries tell whose it is. */
  "customer",
  "store_payable",
  "rider_payable",
  "tips",
  "platform_fee",
  "vat",
  /** In the bag of a rider. */
  "rider_cash",
  "provider_clearing",
  "platform_loss",
  /** Discounts that the platform bears. */
  "vouchers",
] as const;
export const accountSchema = z.enum(ACCOUNTS);
export type Account = z.infer<typeof accountSchema>;

export const factKindSchema = z.enum([
  "order_delivered",
  "order_paid",
  "order_undone",
  "payment_captured",
  "payment_refunded",
  "refund_granted",
  "contest_upheld",
  "payout",
  "cash_handed_in",
]);
export type FactKind = z.infer<typeof factKindSchema>;

/** Days that are listed at once. */
export const LEDGER_DAYS_AT_MOST = 92;
/** Lines that are listed at once. */
export const LEDGER_LINES = 500;

/** What a store is owed (positive) or owes (negative) by one transaction, in minor units. */
export const ledgerLineSchema = z.object({
  id: idSchema,
  kind: factKindSchema,
  account: accountSchema,
  order_id: z.nullable(idSchema),
  order_code: z.nullable(shortTextSchema),
  amount: z.int(),
  at: instantSchema,
  date: daySchema,
});

/** `opening` + the sums of `days` = `closing`. */
export const storeLedgerSchema = z.object({
  tenant_id: idSchema,
  currency: shortTextSchema,
  from: daySchema,
  to: daySchema,
  opening: z.int(),
  closing: z.int(),
  days: z.array(z.object({ date: daySchema, amount: z.int() })).check(z.maxLength(LEDGER_DAYS_AT_MOST)),
  /** The latest first; cut after the first LEDGER_LINES. */
  lines: z.array(ledgerLineSchema).check(z.maxLength(LEDGER_LINES)),
  is_cut: z.boolean(),
});
export type StoreLedger = z.infer<typeof storeLedgerSchema>;
