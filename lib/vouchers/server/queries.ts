import "server-only";
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { voucherRedemptions, vouchers } from "@/lib/db/schema/vouchers";
import { toWire } from "@/lib/db/wire";
import { countAgainst, isOver } from "@/lib/limits/limits";
import { errorText } from "@/lib/text/error-text";
import { formatMoney } from "@/lib/text/format";
import { type Voucher, type VoucherProblem, voucherSchema } from "@/lib/vouchers/model/schema";
import type { KnownVoucher, TypedVoucher } from "@/lib/vouchers/model/terms";

async function findVoucher(
  db: Queryable,
  code: string,
  userId: string,
): Promise<KnownVoucher | VoucherProblem> {
  if (await isOver("voucher", userId)) return "too_many_tries";
  const [row] = await db
    .select({
      voucher: vouchers,
      // Written out: Drizzle leaves out the table of a column, which then is one of the subquery's.
      numbers: sql<(number | null)[]>`(
        select coalesce(json_agg(mine.person_nth), '[]'::json) from voucher_redemptions mine
        where mine.voucher_id = vouchers.id and mine.user_id = ${userId}::uuid and mine.released_at is null
      )`,
    })
    .from(vouchers)
    .where(eq(vouchers.code, code));
  if (row === undefined) {
    await countAgainst("voucher", userId);
    return "unknown";
  }
  return {
    voucher: toWire(voucherSchema, row.voucher),
    mine: row.numbers.length,
    numbers: row.numbers.filter((number) => number !== null),
  };
}

/**
 * Looks up a code for a person. Wrong codes are counted, and after too many of them none is looked up for a while, because a
 * code is as good as money.
 */
export async function readTypedVoucher(
  db: Queryable,
  given: string | undefined,
  userId: string | null,
): Promise<TypedVoucher | null> {
  if (given === undefined) return null;
  const code = given.trim().toUpperCase();
  if (code === "") return null;
  if (userId === null) return { code, known: "signed_out" };
  return { code, known: await findVoucher(db, code, userId) };
}

interface Quoted {
  readonly currency: string;
  readonly items_total: number;
  readonly voucher: { readonly code: string; readonly problem: VoucherProblem | null } | null;
}

/** Says in words why a voucher does not count. */
export function withVoucherWords<Quote extends Quoted>(
  quote: Quote,
  store: { readonly name: string },
  typed: TypedVoucher | null,
): Quote {
  const problem = quote.voucher?.problem ?? null;
  if (quote.voucher === null || problem === null) return quote;
  const minimum = typed === null || typeof typed.known === "string" ? 0 : typed.known.voucher.minimum;
  const message = errorText(`voucher.${problem}`, {
    code: quote.voucher.code,
    name: store.name,
    amount: formatMoney(minimum, quote.currency),
  });
  return { ...quote, voucher: { ...quote.voucher, message } };
}

const PAGE_SIZE = 50;

/**
 * Lists vouchers, the newest first, 50 at once: those of a store for who may see its sums, all of them for admins. `before` is
 * the last one of the page before. Null: the viewer may not see them.
 */
export async function listVouchers(
  viewer: Viewer,
  { tenantId, before }: { tenantId: string | null; before?: string | undefined },
): Promise<Voucher[] | null> {
  if (!(viewer.isAdmin || (tenantId !== null && hasRight(viewer, tenantId, "vouchers")))) return null;
  const db = await queryable();
  const last = db
    .select({ at: vouchers.created_at })
    .from(vouchers)
    .where(eq(vouchers.id, before ?? ""));
  const rows = await db
    .select()
    .from(vouchers)
    .where(
      and(
        tenantId === null ? undefined : eq(vouchers.tenant_id, tenantId),
        before === undefined
          ? undefined
          : or(
              lt(vouchers.created_at, sql`(${last})`),
              and(eq(vouchers.created_at, sql`(${last})`), lt(vouchers.id, before)),
            ),
      ),
    )
    .orderBy(desc(vouchers.created_at), desc(vouchers.id))
    .limit(PAGE_SIZE);
  return rows.map((row) => toWire(voucherSchema, row));
}

/** Whether a redemption of this order is in force. */
export async function isRedeemed(db: Queryable, orderId: string): Promise<boolean> {
  const rows = await db
    .select({ id: voucherRedemptions.order_id })
    .from(voucherRedemptions)
    .where(and(eq(voucherRedemptions.order_id, orderId), isNull(voucherRedemptions.released_at)));
  return rows.length > 0;
}
