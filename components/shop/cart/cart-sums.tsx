import { useTranslations } from "next-intl";
import { ExtraRows, VatRows } from "@/components/money/extra-rows";
import type { Quote } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface CartSumsProps {
  itemsTotal: number;
  /** Null: it depends on an address that is not known yet. */
  deliveryFee: number | null;
  /** Null while the price is asked for. */
  extras: Pick<Quote, "service_fee" | "discount" | "voucher" | "tip" | "tip_to" | "vat"> | null;
  currency: string;
}

export function CartSums({ itemsTotal, deliveryFee, extras, currency }: CartSumsProps) {
  const t = useTranslations("shop.cart");
  const money = (minor: number) => formatMoney(minor, currency);
  const added = extras === null ? 0 : extras.service_fee - extras.discount + extras.tip;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-[0.9375rem]">
      <dt className="text-soft">{t("dishes")}</dt>
      <dd className="text-end">{money(itemsTotal)}</dd>
      <dt className="text-soft">{t("delivery")}</dt>
      <dd className="text-end">{deliveryFee === null ? t("delivery_open") : money(deliveryFee)}</dd>
      {extras !== null && (
        <ExtraRows amounts={{ ...extras, voucher_code: extras.voucher?.code ?? null }} currency={currency} />
      )}
      <dt className="font-bold text-lg">{t("total")}</dt>
      <dd className="text-end font-bold text-lg">{money(itemsTotal + (deliveryFee ?? 0) + added)}</dd>
      {extras !== null && deliveryFee !== null && <VatRows vat={extras.vat} currency={currency} />}
    </dl>
  );
}
