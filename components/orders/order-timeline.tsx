"use client";

import { useTranslations } from "next-intl";
import { riderOf } from "@/lib/orders/model/rider-of-entry";
import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { lineChangesOf } from "@/lib/orders/model/unavailable/line-changes";
import { undoneStep } from "@/lib/orders/model/undone-step";
import { formatTime } from "@/lib/text/format";

function eventKey(entry: TimelineEntry) {
  if (entry.action === "accept" && entry.actor_kind === "system") return "accept_by_itself";
  if (entry.action !== "cancel") return entry.action;
  if (entry.actor_kind === "customer") return "cancel_by_customer";
  return entry.actor_kind === "admin" ? "cancel_by_admin" : "cancel_by_partner";
}

export function OrderTimeline({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders");
  return (
    <details className="card">
      <summary className="min-h-6 font-bold">{t("detail.timeline")}</summary>
      <ol className="mt-3 grid gap-2 text-[0.9375rem]">
        {order.timeline.map((entry) => (
          <li key={entry.version} className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2">
            <time dateTime={entry.at} className="font-semibold text-[0.875rem] text-soft leading-[1.375rem]">
              {formatTime(entry.at, order.time_zone)}
            </time>
            <span>
              <span>
                {t(`event.${eventKey(entry)}`, {
                  store: order.tenant_name,
                  minutes: entry.minutes ?? 0,
                  step: undoneStep(entry),
                  rider: riderOf(entry),
                  ended: String(entry.to_status === "Cancelled"),
                })}
              </span>
              {lineChangesOf(order, entry, ANSWER_MINUTES).map(({ line, became }) => (
                <span key={line.order_item_id} className="block text-soft">
                  {t("sold_out.line_became", {
                    became,
                    line: line.name,
                    name: line.proposal?.name ?? "",
                  })}
                </span>
              ))}
              {entry.note !== null && entry.action !== "assign_rider" && (
                <span dir="auto" className="block whitespace-pre-line text-soft">
                  {`“${entry.note}”`}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
