import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { voucherRedemptions, vouchers } from "@/lib/db/schema/vouchers";
import type { Transaction } from "@/lib/db/transaction";
import { type KnownVoucher, nextNumber } from "@/lib/vouchers/model/terms";

interface Redeemed {
  readonly orderId: string;
  readonly userId: string;
  /** What is taken off, in minor units. */
  readonly amount: number;
}

/**
 * Builds the two steps that redeem a voucher as part of the statement that writes an order or its payment. `redeemed` locks the
 * voucher's row and returns none when the voucher is used up or ended by now: the step `changed` must then write nothing
 * (`where exists (select from redeemed)`). `redemption` needs `changed`. Fails with a taken key when the same person has
 * redeemed it at the same time; the caller then decides again.
 */
export function redemptionSteps(
  known: KnownVoucher,
  { orderId, userId, amount }: Redeemed,
): { redeemed: SQL; redemption: SQL } {
  const { voucher } = known;
  return {
    redeemed: sql`
      update ${vouchers} set redeemed = redeemed + 1
      where id = ${voucher.id}::uuid and ended_at is null and (limit_total is null or redeemed < limit_total)
      returning id`,
    redemption: sql`
      insert into ${voucherRedemptions} (order_id, voucher_id, user_id, person_nth, amount, at)
      select ${orderId}::uuid, ${voucher.id}::uuid, ${userId}::uuid, ${nextNumber(known)}::int, ${amount}::int, now() from changed`,
  };
}

/**
 * Gives the redemption of an order back, so that the voucher can be used again: the order was cancelled, or its payment failed.
 * The second time, or without a voucher, it changes nothing.
 */
export async function releaseVoucher(tx: Transaction, orderId: string): Promise<void> {
  await tx.execute(sql`
    with released as (
      update ${voucherRedemptions} set released_at = now(), person_nth = null
      where order_id = ${orderId}::uuid and released_at is null
      returning voucher_id
    )
    update ${vouchers} set redeemed = redeemed - 1 from released where id = released.voucher_id`);
}
