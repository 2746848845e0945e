"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { useClock } from "@/hooks/browser/use-now";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { useDispatchWords } from "@/hooks/dispatch/use-dispatch-words";
import type { DragCode } from "@/hooks/dispatch/use-drag-code";
import { shownInstant, timeLeft } from "@/lib/board/model/deadlines";
import type { DispatchOrder } from "@/lib/dispatch/model/dispatch-view";
import { riskOf } from "@/lib/dispatch/model/screen/risk";
import { formatDuration } from "@/lib/text/format";

interface OrderHeadProps {
  order: DispatchOrder;
  isOpen: boolean;
  isTabStop: boolean;
  drag: DragCode;
}

/** Filled by time, as on the board. A press shows the reasons, a drag gives the order to a rider. */
export function OrderHead({ order, isOpen, isTabStop, drag }: OrderHeadProps) {
  const t = useTranslations("dispatch.screen");
  const { scope, setOpen, ticked, tick } = useDispatchScreen();
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <div className="dispatch-head">
      {scope.mayAct && (
        <label className="dispatch-tick">
          <input
            type="checkbox"
            tabIndex={tabIndex}
            checked={ticked.has(order.id)}
            onChange={() => tick(order.id)}
            aria-label={t("order.tick", { code: order.order_code })}
          />
        </label>
      )}
      <button
        type="button"
        data-order-head=""
        tabIndex={tabIndex}
        aria-expanded={isOpen}
        {...(scope.mayAct && {
          title: t("order.drag"),
          onPointerDown: drag.onPointerDown,
          onPointerMove: drag.onPointerMove,
          onPointerUp: drag.onPointerUp,
          onPointerCancel: drag.onPointerCancel,
        })}
        onClick={() => {
          if (drag.isPress()) setOpen(isOpen ? null : order.id);
        }}
      >
        <span className="dispatch-code" translate="no">
          {shortCode(order.order_code)}
        </span>
        <RiskTimer order={order} />
      </button>
    </div>
  );
}

/** Renders only when it shows something else. */
function RiskTimer({ order }: { order: DispatchOrder }) {
  const t = useTranslations("dispatch.screen.risk");
  const { renderedAt } = useDispatchScreen();
  const words = useDispatchWords();
  const due = order.promised_at === null ? null : Date.parse(order.promised_at);
  const now = useClock(
    useCallback((at: number) => (due === null ? 0 : shownInstant(due, at)), [due]),
    renderedAt,
  );
  const urgency = useClock(
    useCallback((at: number) => riskOf(order, at).urgency, [order]),
    renderedAt,
  );
  if (due === null) return <span className="dispatch-timer">{t("no_promise")}</span>;
  if (urgency === "soon") {
    return (
      <span className="dispatch-timer">
        <span aria-hidden="true">◆</span>
        <b>{words.spare(riskOf(order, now), now)}</b>
      </span>
    );
  }
  const { seconds, minutes } = timeLeft(due, now);
  const isLate = urgency === "late";
  const whole = Math.floor(seconds / 60);
  return (
    <span
      role="timer"
      className="dispatch-timer"
      aria-label={t(isLate ? "heard_late" : "heard_calm", { minutes: whole })}
    >
      <span aria-hidden="true">{isLate ? "▲" : ""}</span>
      <b aria-hidden="true">{t(isLate ? "is_late" : "in")}</b>
      <span aria-hidden="true" className="dispatch-figure">
        {minutes === null ? formatDuration(seconds) : t(isLate ? "late_minutes" : "in_minutes", { minutes })}
      </span>
    </span>
  );
}
