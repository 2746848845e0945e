import { useTranslations } from "next-intl";
import { formatMoney } from "@/lib/text/format";

export interface CartSumsProps {
  itemsTotal: number;
  /** Null: it depends on an address that is not known yet. */
  deliveryFee: number | null;
  currency: string;
}

export function CartSums({ itemsTotal, deliveryFee, currency }: CartSumsProps) {
  const t = useTranslations("shop.cart");
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-[0.9375rem]">
      <dt className="text-soft">{t("dishes")}</dt>
      <dd className="text-end">{money(itemsTotal)}</dd>
      <dt className="text-soft">{t("delivery")}</dt>
      <dd className="text-end">{deliveryFee === null ? t("delivery_open") : money(deliveryFee)}</dd>
      <dt className="font-bold text-lg">{t("total")}</dt>
      <dd className="text-end font-bold text-lg">{money(itemsTotal + (deliveryFee ?? 0))}</dd>
    </dl>
  );
}
