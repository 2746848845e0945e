import "server-only";
import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { dayOf } from "@/lib/board/model/columns";
import { ledgerDays, ledgerEntries, ledgerTransactions } from "@/lib/db/schema/ledger";
import type { Transaction } from "@/lib/db/transaction";
import type { Entry } from "@/lib/ledger/model/entries";
import type { FactKind } from "@/lib/ledger/model/schema";

export interface Posting {
  /** Names the fact: a second posting of it changes nothing. */
  readonly source: string;
  readonly kind: FactKind;
  readonly tenant_id: string;
  readonly time_zone: string;
  readonly order_id: string | null;
  readonly currency: string;
  readonly at: Date;
  readonly entries: readonly Entry[];
}

const keyOf = ({ account, holder }: Entry) => `${account} ${holder}`;

/** One sum for each account. In one order, so that two writers do not wait for each other. */
function sumsOf(entries: readonly Entry[]) {
  const sums = new Map<string, { account: string; holder: string; amount: number; entries: number }>();
  for (const entry of entries) {
    const sum = sums.get(keyOf(entry)) ?? { ...entry, amount: 0, entries: 0 };
    sums.set(keyOf(entry), { ...sum, amount: sum.amount + entry.amount, entries: sum.entries + 1 });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/**
 * Writes one transaction of the ledger and adds it to the sums of its day, in the caller's transaction. Returns false, and writes
 * nothing, when its fact was written before or moves no money. Throws when the entries do not sum to zero.
 */
export async function post(tx: Transaction, posting: Posting): Promise<boolean> {
  const { source, kind, tenant_id, time_zone, order_id, currency, at, entries } = posting;
  if (entries.reduce((total, { amount }) => total + amount, 0) !== 0)
    throw new Error(`The entries of ${source} do not sum to zero`);
  if (entries.length === 0) return false;
  const date = dayOf(at.getTime(), time_zone);
  const id = newId();
  const added = await tx
    .insert(ledgerTransactions)
    .values({ id, source, kind, tenant_id, order_id, currency, at, date })
    .onConflictDoNothing({ target: ledgerTransactions.source })
    .returning({ id: ledgerTransactions.id });
  if (added.length === 0) return false;
  await tx
    .insert(ledgerEntries)
    .values(entries.map((entry, position) => ({ transaction_id: id, position, ...entry })));
  await tx
    .insert(ledgerDays)
    .values(sumsOf(entries).map((sum) => ({ tenant_id, currency, date, ...sum })))
    .onConflictDoUpdate({
      target: [
        ledgerDays.tenant_id,
        ledgerDays.account,
        ledgerDays.holder,
        ledgerDays.currency,
        ledgerDays.date,
      ],
      set: {
        amount: sql`${ledgerDays.amount} + excluded.amount`,
        entries: sql`${ledgerDays.entries} + excluded.entries`,
      },
    });
  return true;
}
