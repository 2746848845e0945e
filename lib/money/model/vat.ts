import type { DiscountKind, VatGroup } from "./schema";
import { spread } from "./spread";

/** An amount with VAT in it, at a rate in basis points. */
export interface RatedAmount {
  readonly rate_bp: number;
  readonly amount: number;
}

interface Taxed {
  readonly dishes: readonly RatedAmount[];
  readonly fees: readonly RatedAmount[];
  /** At most the dishes, or with `free_delivery` the fees. */
  readonly discount: number;
  readonly discount_kind: DiscountKind | null;
}

/** Returns the VAT that is in a gross amount, rounded half up to the minor unit. */
export const vatIn = (gross: number, rateBp: number): number =>
  Math.round((gross * rateBp) / (10_000 + rateBp));

const sumAt = (rate: number, amounts: readonly RatedAmount[]) =>
  amounts.reduce((sum, { rate_bp, amount }) => sum + (rate_bp === rate ? amount : 0), 0);

/**
 * Returns the sums of each rate. A discount is spread over the dishes (with `free_delivery`, over the fees) of all rates by
 * their amounts; VAT is rounded once for each rate. No sum is negative as long as no amount is.
 */
export function vatGroups({ dishes, fees, discount, discount_kind }: Taxed): VatGroup[] {
  const rates = [...new Set([...dishes, ...fees].map(({ rate_bp }) => rate_bp))].sort((a, b) => a - b);
  if (rates.length === 0) return [];
  const sums = rates.map((rate) => ({ rate, dishes: sumAt(rate, dishes), fees: sumAt(rate, fees) }));
  const offs = spread(
    discount,
    sums.map((sum) => (discount_kind === "free_delivery" ? sum.fees : sum.dishes)),
  );
  return sums
    .map(({ rate, dishes, fees }, index) => {
      const gross = dishes + fees - (offs[index] ?? 0);
      const vat = vatIn(gross, rate);
      return { rate_bp: rate, gross, net: gross - vat, vat, dishes, fees };
    })
    .filter(({ dishes, fees }) => dishes > 0 || fees > 0);
}

/** Returns the sums again after `taken` was taken off the dishes and `added` was put in their place. */
export function vatGroupsAfter(
  groups: readonly VatGroup[],
  {
    taken,
    added,
    discount,
    discount_kind,
  }: Pick<Taxed, "discount" | "discount_kind"> & {
    taken: readonly RatedAmount[];
    added: readonly RatedAmount[];
  },
): VatGroup[] {
  const ofGroups = (part: "dishes" | "fees") =>
    groups.map((group) => ({ rate_bp: group.rate_bp, amount: group[part] }));
  const off = taken.map(({ rate_bp, amount }) => ({ rate_bp, amount: -amount }));
  return vatGroups({
    dishes: [...ofGroups("dishes"), ...off, ...added],
    fees: ofGroups("fees"),
    discount,
    discount_kind,
  });
}
