import { shareOf } from "@/lib/money/model/discount";
import type { DiscountBy, DiscountKind } from "@/lib/money/model/schema";
import type { Voucher, VoucherProblem } from "./schema";

/** A voucher as one person may use it. */
export interface KnownVoucher {
  readonly voucher: Voucher;
  /** How often the person has redeemed it, without what was released. */
  readonly mine: number;
  /** The numbers of those redemptions, where the voucher has a limit for each person. */
  readonly numbers: readonly number[];
}

/** Returns the number of the person's next redemption: the lowest that is free. Null: they are not numbered. */
export function nextNumber({ voucher, numbers }: KnownVoucher): number | null {
  if (voucher.limit_per_person === null) return null;
  let number = 1;
  while (numbers.includes(number)) number += 1;
  return number;
}

/** A code that was typed, and what is known of it. */
export interface TypedVoucher {
  readonly code: string;
  readonly known: KnownVoucher | VoucherProblem;
}

export interface Discount {
  readonly discount: number;
  readonly voucher_code: string;
  readonly discount_by: DiscountBy;
  readonly discount_kind: DiscountKind;
  readonly discount_bp: number | null;
}

interface Basket {
  readonly tenant: { readonly id: string; readonly currency: string };
  readonly itemsTotal: number;
  readonly deliveryFee: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function problemOf({ voucher, mine }: KnownVoucher, basket: Basket): VoucherProblem | null {
  const { tenant, itemsTotal, deliveryFee, now } = basket;
  if (voucher.tenant_id !== null && voucher.tenant_id !== tenant.id) return "other_store";
  if (voucher.ended_at !== null) return "over";
  if (Date.parse(voucher.valid_from) > now) return "not_yet";
  if (voucher.valid_until !== null && Date.parse(voucher.valid_until) <= now) return "over";
  if (voucher.currency !== null && voucher.currency !== tenant.currency) return "other_currency";
  if (voucher.limit_per_person !== null && mine >= voucher.limit_per_person) return "used_by_you";
  if (voucher.limit_total !== null && voucher.redeemed >= voucher.limit_total) return "used_up";
  if (itemsTotal < voucher.minimum) return "below_minimum";
  return voucher.kind === "free_delivery" && deliveryFee === 0 ? "delivery_free" : null;
}

/** Returns what a voucher that counts takes off: at most what the dishes cost, or the fee for the delivery. */
export function discountBy({ voucher }: KnownVoucher, { itemsTotal, deliveryFee }: Basket): Discount {
  const { code, borne_by, kind, amount, percent_bp } = voucher;
  const off = {
    amount: Math.min(amount ?? 0, itemsTotal),
    percent: shareOf(itemsTotal, percent_bp ?? 0),
    free_delivery: deliveryFee,
  }[kind];
  return {
    discount: off,
    voucher_code: code,
    discount_by: borne_by,
    discount_kind: kind,
    discount_bp: kind === "percent" ? percent_bp : null,
  };
}

/** Returns the discount, or why the code does not count. */
export function discountOf({ known }: TypedVoucher, basket: Basket): Discount | VoucherProblem {
  if (typeof known === "string") return known;
  return problemOf(known, basket) ?? discountBy(known, basket);
}
