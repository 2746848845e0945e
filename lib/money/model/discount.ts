import type { DiscountKind } from "./schema";

interface Discounted {
  readonly discount: number;
  readonly discount_kind: DiscountKind | null;
  readonly discount_bp: number | null;
}

/** Returns the share of an amount in basis points, rounded down to the minor unit. */
export const shareOf = (amount: number, basisPoints: number): number =>
  Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n);

/** Returns what is left of an order's discount when its dishes cost only `itemsTotal`. It is never more than before. */
export function discountOn(itemsTotal: number, { discount, discount_kind, discount_bp }: Discounted): number {
  if (discount_kind === "free_delivery") return discount;
  const share = discount_bp === null ? itemsTotal : shareOf(itemsTotal, discount_bp);
  return Math.min(discount, share, itemsTotal);
}
