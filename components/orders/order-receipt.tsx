"use client";

import { useTranslations } from "next-intl";
import { ExtraRows, VatRows } from "@/components/money/extra-rows";
import { Card } from "@/components/ui/card";
import { useOrderWords } from "@/hooks/orders/use-order-words";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import { unavailableLine } from "@/lib/orders/model/unavailable/lines";
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
          <ReceiptLine key={item.id} order={order} item={item} />
        ))}
      </ul>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-hair border-t border-dashed pt-3 text-[0.9375rem]">
        <dt className="text-soft">{t("detail.items_total")}</dt>
        <dd className="text-end">{money(order.items_total + order.refunded_amount)}</dd>
        {order.refunded_amount > 0 && (
          <>
            <dt className="text-soft">{t("sold_out.taken_off")}</dt>
            <dd className="text-end">{money(-order.refunded_amount)}</dd>
          </>
        )}
        <dt className="text-soft">{t("detail.delivery_fee")}</dt>
        <dd className="text-end">{money(order.delivery_fee)}</dd>
        <ExtraRows amounts={order} currency={order.currency} />
        <dt className="font-bold text-base">
          {/* What became of it is told beside, as the provider says. */}
          {order.payment_method === "card" ? t("detail.total") : payment(order)}
        </dt>
        <dd className="text-end font-bold text-base">{money(order.final_amount)}</dd>
        <VatRows vat={order.vat} currency={order.currency} />
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

/** The price is that of the order; what was taken off is summed up below. */
function ReceiptLine({ order, item }: { order: BoardOrder; item: OrderItem }) {
  const t = useTranslations("orders.sold_out");
  const line = unavailableLine(order, item);
  const price = item.unit_price * item.quantity;
  return (
    <li className="grid grid-cols-[2.5ch_minmax(0,1fr)_auto] gap-x-2.5">
      <span className="font-bold">{item.quantity}</span>
      <span>
        {line === null ? (
          <bdi>{item.name}</bdi>
        ) : (
          <>
            <s>
              <bdi>{item.name}</bdi>
            </s>
            <small className="block font-semibold text-[0.875rem]">
              {t("line_now", { became: line.choice ?? "asked", name: line.proposal?.name ?? "" })}
            </small>
          </>
        )}
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
      <data value={price}>{formatMoney(price, order.currency)}</data>
    </li>
  );
}
