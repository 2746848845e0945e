import "server-only";
import { and, asc, desc, eq, gte, inArray, lt, lte, sql } from "drizzle-orm";
import { isOwnerOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { ledgerDays, ledgerEntries, ledgerTransactions } from "@/lib/db/schema/ledger";
import { orders } from "@/lib/db/schema/orders";
import { toWire } from "@/lib/db/wire";
import { type Account, LEDGER_LINES, ledgerLineSchema, type StoreLedger } from "@/lib/ledger/model/schema";

type Person = Pick<Viewer, "isAdmin" | "tenantIds" | "tenantRoles">;
interface Store {
  readonly id: string;
  readonly currency: string;
}

/** Not authorised. Returns what the holder of an account is owed in each currency, in minor units; negative: what they owe. */
export async function readBalances(
  db: Queryable,
  account: Account,
  holder: string,
): Promise<{ currency: string; amount: number }[]> {
  const rows = await db
    .select({ currency: ledgerDays.currency, amount: sql<string>`sum(${ledgerDays.amount})` })
    .from(ledgerDays)
    .where(and(eq(ledgerDays.account, account), eq(ledgerDays.holder, holder)))
    .groupBy(ledgerDays.currency)
    .orderBy(asc(ledgerDays.currency));
  return rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) }));
}

/** What a store earned, and tips for its kitchen. */
const STORE_ACCOUNTS = ["store_payable", "tips"];

const ofStore = (store: Store) =>
  and(
    eq(ledgerDays.tenant_id, store.id),
    inArray(ledgerDays.account, STORE_ACCOUNTS),
    eq(ledgerDays.holder, store.id),
    eq(ledgerDays.currency, store.currency),
  );

/**
 * Returns what a store is owed from one day to another, both in its time zone and included. Null when the viewer is neither an owner
 * of the store nor an admin.
 */
export async function readStoreLedger(
  viewer: Person,
  store: Store,
  { from, to }: { from: string; to: string },
): Promise<StoreLedger | null> {
  if (!isOwnerOf(viewer, store.id)) return null;
  const db = await queryable();
  const [before] = await db
    .select({ amount: sql<string>`coalesce(sum(${ledgerDays.amount}), 0)` })
    .from(ledgerDays)
    .where(and(ofStore(store), lt(ledgerDays.date, from)));
  const days = await db
    .select({ date: ledgerDays.date, amount: sql<string>`sum(${ledgerDays.amount})` })
    .from(ledgerDays)
    .where(and(ofStore(store), gte(ledgerDays.date, from), lte(ledgerDays.date, to)))
    .groupBy(ledgerDays.date)
    .orderBy(asc(ledgerDays.date));
  const rows = await db
    .select({
      id: ledgerTransactions.id,
      kind: ledgerTransactions.kind,
      account: ledgerEntries.account,
      order_id: ledgerTransactions.order_id,
      order_code: orders.order_code,
      amount: ledgerEntries.amount,
      at: ledgerTransactions.at,
      date: ledgerTransactions.date,
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transaction_id, ledgerTransactions.id))
    .leftJoin(orders, eq(orders.id, ledgerTransactions.order_id))
    .where(
      and(
        eq(ledgerTransactions.tenant_id, store.id),
        eq(ledgerTransactions.currency, store.currency),
        gte(ledgerTransactions.date, from),
        lte(ledgerTransactions.date, to),
        inArray(ledgerEntries.account, STORE_ACCOUNTS),
        eq(ledgerEntries.holder, store.id),
      ),
    )
    .orderBy(desc(ledgerTransactions.date), desc(ledgerTransactions.id), asc(ledgerEntries.position))
    .limit(LEDGER_LINES + 1);
  const sums = days.map(({ date, amount }) => ({ date, amount: Number(amount) }));
  const opening = Number(before?.amount ?? 0);
  return {
    tenant_id: store.id,
    currency: store.currency,
    from,
    to,
    opening,
    closing: sums.reduce((total, { amount }) => total + amount, opening),
    days: sums,
    lines: rows.slice(0, LEDGER_LINES).map((row) => toWire(ledgerLineSchema, row)),
    is_cut: rows.length > LEDGER_LINES,
  };
}
