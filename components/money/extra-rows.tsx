import { useTranslations } from "next-intl";
import { extraRows, vatRows } from "@/lib/money/model/rows";
import type { TipTo, VatGroup } from "@/lib/money/model/schema";
import { formatMoney } from "@/lib/text/format";

interface ExtraRowsProps {
  amounts: {
    service_fee: number;
    discount: number;
    voucher_code: string | null;
    tip: number;
    tip_to: TipTo | null;
  };
  currency: string;
}

/** The rows of a list of sums (`dl`) beside the dishes and the delivery. */
export function ExtraRows({ amounts, currency }: ExtraRowsProps) {
  const t = useTranslations("money.rows");
  return extraRows(amounts).map(({ name, code, amount }) => (
    <div key={name} className="contents">
      <dt className="text-soft">{t(name, { code })}</dt>
      <dd className="text-end">{formatMoney(amount, currency)}</dd>
    </div>
  ));
}

/** The VAT that the total contains, below it. */
export function VatRows({ vat, currency }: { vat: readonly VatGroup[]; currency: string }) {
  const t = useTranslations("money.rows");
  return vatRows(vat).map(({ rate, amount }) => (
    <div key={rate} className="contents text-[0.875rem] text-soft">
      <dt>{t("vat", { rate })}</dt>
      <dd className="text-end">{formatMoney(amount, currency)}</dd>
    </div>
  ));
}
