import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { historyStage } from "@/components/history/order-stage";
import { OrderTimeline } from "@/components/history/order-timeline";
import { Card } from "@/components/ui/card";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";
import type { AlarmRecord } from "@/lib/board/model/alarm-record";
import type { StoryEntry } from "@/lib/dispatch/model/story";
import { extraRows, vatRows } from "@/lib/money/model/rows";
import type { OrderDetail, OrderItem } from "@/lib/orders/model/schema";
import { unavailableLine } from "@/lib/orders/model/unavailable/lines";
import { formatDateTime, formatMoney } from "@/lib/text/format";

interface OrderRecordProps {
  order: OrderDetail;
  alarm: AlarmRecord;
  story: readonly StoryEntry[];
}

export function OrderRecord({ order, alarm, story }: OrderRecordProps) {
  const t = useTranslations("partner.order");
  const label = useTranslations("status.label");
  const rows = useTranslations("money.rows");
  const money = (amount: number) => formatMoney(amount, order.currency);
  const { line1, postal_code, city, note } = order.address;
  return (
    <>
      <header className="record-head">
        <h1>{t("title", { code: order.order_code })}</h1>
        {order.is_test === true && <Badge>{t("test")}</Badge>}
        <StageBadge stage={historyStage(order)} solid>
          {label(order.order_status)}
        </StageBadge>
        <p>{t("placed", { time: formatDateTime(order.created_at, order.time_zone) })}</p>
      </header>
      <div className="record">
        <Card aria-labelledby="record-timeline" data-stage={historyStage(order)}>
          <h2 id="record-timeline">{t("timeline")}</h2>
          <OrderTimeline order={order} alarm={alarm} story={story} />
        </Card>
        <div className="grid content-start gap-4">
          <Card aria-labelledby="record-items">
            <h2 id="record-items">{t("items")}</h2>
            <ul className="record-items">
              {order.items.map((item) => (
                <li key={item.id}>
                  <b>{item.quantity}</b>
                  <span>
                    <RecordDish order={order} item={item} />
                    {item.options.length > 0 && (
                      <small>{item.options.map((option) => option.name).join(" · ")}</small>
                    )}
                    {item.note !== "" && <small className="record-wish">{`“${item.note}”`}</small>}
                  </span>
                  <data value={item.unit_price * item.quantity}>
                    {money(item.unit_price * item.quantity)}
                  </data>
                </li>
              ))}
              {order.refunded_amount > 0 && (
                <li>
                  <span className="col-span-2">{t("taken_off")}</span>
                  <data value={-order.refunded_amount}>{money(-order.refunded_amount)}</data>
                </li>
              )}
              <li>
                <span className="col-span-2">{t("delivery_fee")}</span>
                <data value={order.delivery_fee}>{money(order.delivery_fee)}</data>
              </li>
              {extraRows(order).map(({ name, code, amount }) => (
                <li key={name}>
                  <span className="col-span-2">{rows(name, { code })}</span>
                  <data value={amount}>{money(amount)}</data>
                </li>
              ))}
              <li className="record-total">
                <span className="col-span-2">{t("total")}</span>
                <data value={order.final_amount}>{money(order.final_amount)}</data>
              </li>
              {vatRows(order.vat).map(({ rate, amount }) => (
                <li key={rate}>
                  <span className="col-span-2">{rows("vat", { rate })}</span>
                  <data value={amount}>{money(amount)}</data>
                </li>
              ))}
            </ul>
          </Card>
          <Card>
            <dl className="record-facts">
              <Fact name={t("customer")}>
                <span translate="no">{order.customer_name}</span>
              </Fact>
              <Fact name={t("address")}>
                <span translate="no">{`${line1}, ${postal_code} ${city}`}</span>
                {note !== "" && <small>{note}</small>}
              </Fact>
              <Fact name={t("payment")}>
                {`${t(order.payment_method)}, ${t(`payment_status.${order.payment?.status ?? order.payment_status}`)}`}
              </Fact>
              {order.note !== "" && <Fact name={t("note")}>{`“${order.note}”`}</Fact>}
            </dl>
          </Card>
        </div>
      </div>
    </>
  );
}

function RecordDish({ order, item }: { order: OrderDetail; item: OrderItem }) {
  const t = useTranslations("partner.order");
  const line = unavailableLine(order, item);
  if (line === null) return <span>{item.name}</span>;
  return (
    <>
      <s>{item.name}</s>
      <small>{t("sold_out", { became: line.choice ?? "asked", name: line.proposal?.name ?? "" })}</small>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
