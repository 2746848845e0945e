"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { CountdownRing } from "@/components/ui/feedback/countdown-ring";
import { useStore } from "@/hooks/board/store-context";
import { useTimerWords } from "@/hooks/board/use-timer-words";
import { useClock, useNow } from "@/hooks/browser/use-now";
import { deadlineOf, shownInstant, timeLeft, type Urgency } from "@/lib/board/model/deadlines";
import { maintenanceEnd, runningTime } from "@/lib/broadcasts/client/maintenance";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatDuration } from "@/lib/text/format";

const SIGNS: Record<Urgency, string> = { calm: "", soon: "◆", late: "▲" };

interface TimerProps {
  order: BoardOrder;
  urgency: Urgency;
}

/**
 * Counts to the promise. Shows urgency by colour, sign and words; order-ticket.css fills the head. Renders only when it shows
 * something else, because a full board has 150 of them.
 */
export function TicketTimer({ order, urgency }: TimerProps) {
  const t = useTranslations("partner.timer");
  const { renderedAt } = useStore();
  const words = useTimerWords();
  const deadline = deadlineOf(order);
  const due = deadline?.due ?? 0;
  const now = useClock(
    useCallback((now: number) => shownInstant(due, now), [due]),
    renderedAt,
  );
  if (deadline === null) return null;
  const { isLate, seconds, minutes } = timeLeft(deadline.due, now);
  const isNear = isLate || minutes === null;
  return (
    <span
      role="timer"
      aria-label={words(deadline, urgency, now)}
      className="ticket-timer"
      data-urgency={urgency}
    >
      <span aria-hidden="true" className="ticket-left">
        {urgency !== "calm" && <span className="ticket-sign">{SIGNS[urgency]}</span>}
        {isNear && <i>{t(isLate ? "is_late" : "in")}</i>}
        <b>
          {minutes === null
            ? formatDuration(seconds)
            : t(isLate ? "late_minutes" : "in_minutes", { minutes })}
        </b>
      </span>
    </span>
  );
}

export function AcceptRing({ order, urgency }: TimerProps) {
  const t = useTranslations("partner.timer");
  const now = useNow(useStore().renderedAt);
  const due = Date.parse(order.accept_by);
  const placed = Date.parse(order.created_at);
  const remaining = (due - runningTime(placed, now)) / 1000;
  const isStill = maintenanceEnd(now) !== null;
  return (
    <span className="ticket-ring" data-urgency={urgency}>
      {isStill && <span className="ticket-still">{t("still")}</span>}
      {urgency !== "calm" && (
        <span aria-hidden="true" className="ticket-sign">
          {SIGNS[urgency]}
        </span>
      )}
      <CountdownRing remaining={remaining} total={(due - placed) / 1000} />
    </span>
  );
}
