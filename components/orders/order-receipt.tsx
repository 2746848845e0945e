"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { useOrderWords } from "@/hooks/orders/use-order-words";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatDateTime, formatMoney } from "@/lib/text/format";

export function OrderReceipt({ order }: { order: BoardOrder }) {
  const t = useTranslations("orders");
  const { payment } = useOrderWords();
  const money = (minor: number) => formatMoney(minor, order.currency);
  return (
    <Card aria-labelledby="receipt" className="grid grid-cols-1 gap-3">
      <div>
        <h2 id="receipt" className="text-lg">
          {t("detail.receipt")}
        </h2>
        <p className="text-[0.875rem] text-soft">
          {t("detail.ordered_at", { time: formatDateTime(order.created_at, order.time_zone) })}
        </p>
      </div>
      <ul className="grid grid-cols-1 gap-2">
        {order.items.map((item) => (
          <li key={item.id} className="grid grid-cols-[2.5ch_minmax(0,1fr)_auto] gap-x-2.5">
            <span className="font-bold">{item.quantity}</span>
            <span>
              <bdi>{item.name}</bdi>
              {item.options.length > 0 && (
                <small className="block text-[0.875rem] text-soft">
                  {item.options.map(({ name }) => name).join(" · ")}
                </small>
              )}
              {item.note !== "" && (
                <small dir="auto" className="block whitespace-pre-line text-[0.875rem] text-soft">
                  {`“${item.note}”`}
                </small>
              )}
            </span>
            <data value={item.unit_price * item.quantity}>{money(item.unit_price * item.quantity)}</data>
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-hair border-t border-dashed pt-3 text-[0.9375rem]">
        <dt className="text-soft">{t("detail.items_total")}</dt>
        <dd className="text-end">{money(order.items_total)}</dd>
        <dt className="text-soft">{t("detail.delivery_fee")}</dt>
        <dd className="text-end">{money(order.delivery_fee)}</dd>
        <dt className="font-bold text-base">{payment(order)}</dt>
        <dd className="text-end font-bold text-base">{money(order.final_amount)}</dd>
      </dl>
      {order.note !== "" && (
        <div className="border-hair border-t border-dashed pt-3 text-[0.9375rem]">
          <h3 className="font-bold text-[0.9375rem]">{t("detail.note")}</h3>
          <p dir="auto" className="whitespace-pre-line">
            {order.note}
          </p>
        </div>
      )}
    </Card>
  );
}
