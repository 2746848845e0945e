import { rateText } from "./rates";
import type { TipTo, VatGroup } from "./schema";

interface Amounts {
  readonly service_fee: number;
  readonly discount: number;
  readonly voucher_code: string | null;
  readonly tip: number;
  readonly tip_to: TipTo | null;
}

export interface ExtraRow {
  readonly name: "service_fee" | "discount" | "tip_rider" | "tip_kitchen";
  /** The voucher's code, for `discount`. */
  readonly code: string;
  /** In minor units; negative when it is taken off. */
  readonly amount: number;
}

/** The rows of a receipt beside the dishes and the delivery, without those that are zero. */
export function extraRows({ service_fee, discount, voucher_code, tip, tip_to }: Amounts): ExtraRow[] {
  const rows: ExtraRow[] = [
    { name: "service_fee", code: "", amount: service_fee },
    { name: "discount", code: voucher_code ?? "", amount: -discount },
    { name: tip_to === "rider" ? "tip_rider" : "tip_kitchen", code: "", amount: tip },
  ];
  return rows.filter(({ amount }) => amount !== 0);
}

/** The VAT that is contained, for each rate that has some. */
export const vatRows = (groups: readonly VatGroup[]) =>
  groups.filter(({ vat }) => vat > 0).map(({ rate_bp, vat }) => ({ rate: rateText(rate_bp), amount: vat }));
