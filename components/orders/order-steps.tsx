"use client";

import { useTranslations } from "next-intl";
import { stageOf } from "@/components/orders/order-stage";
import { type Step, StepList } from "@/components/ui/step-list";
import { estimatedDelivery, STEPS, stepOf } from "@/lib/orders/model/lifecycle";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { formatTime, formatTimeRange } from "@/lib/text/format";

/** Returns the times in the order of STEPS. */
function timesOf(order: OrderDetail): (string | null)[] {
  return [order.created_at, order.accepted_at, order.ready_at, order.dispatched_at, order.delivered_at];
}

export function OrderSteps({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.detail");
  const status = useTranslations("status");
  const current = stepOf(order);
  const times = timesOf(order);
  const store = order.tenant_name;
  const clock = (iso: string) => <time dateTime={iso}>{formatTime(iso, order.time_zone)}</time>;

  function delays() {
    const added = order.timeline.filter(({ action, minutes }) => action === "delay" && minutes !== null);
    if (added.length === 0) return undefined;
    return added.map(({ version, minutes, note }) => (
      <bdi key={version} className="block">
        {note === null
          ? t("added", { store, minutes: minutes ?? 0 })
          : t("added_because", { store, minutes: minutes ?? 0, note })}
      </bdi>
    ));
  }

  function arrival() {
    const range = estimatedDelivery(order);
    if (range === null) return undefined;
    return (
      <>
        <span className="sr-only">{`${t("expected_at")} `}</span>
        <span>{formatTimeRange(range.from, range.to, order.time_zone)}</span>
      </>
    );
  }

  const steps = STEPS.map((name, index): Step => {
    const at = times[index] ?? null;
    const position = index + 1;
    const isDone = position < current || order.order_status === "Delivered";
    return {
      key: name,
      label: status(`step.${name}`),
      state: isDone || (current === 0 && at !== null) ? "done" : position === current ? "current" : "todo",
      stage: stageOf(order),
      time: at === null ? (name === "delivered" ? arrival() : undefined) : clock(at),
      note: name === "preparing" ? delays() : undefined,
    };
  });

  if (order.order_status !== "Cancelled") return <StepList label={t("steps")} steps={steps} />;
  const end: Step = {
    key: "cancelled",
    label: status("label.Cancelled"),
    state: "stopped",
    time: clock(order.cancelled_at ?? order.updated_at),
  };
  return <StepList label={t("steps")} steps={[...steps.filter(({ state }) => state === "done"), end]} />;
}
