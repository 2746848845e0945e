"use client";

import { CountdownRing } from "@/components/ui/feedback/countdown-ring";
import { useStore } from "@/hooks/board/store-context";
import { useTimerWords } from "@/hooks/board/use-timer-words";
import { useNow } from "@/hooks/browser/use-now";
import { deadlineOf, type Urgency, urgencyOf } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatDuration } from "@/lib/text/format";

const SIGNS: Record<Urgency, string> = { calm: "", soon: "◆", late: "▲" };

/** Shows urgency by colour, sign and words. */
export function TicketTimer({ order }: { order: BoardOrder }) {
  const now = useNow(useStore().renderedAt);
  const words = useTimerWords();
  const deadline = deadlineOf(order);
  if (deadline === null) return null;
  const urgency = urgencyOf(order, now);
  const elapsed = Math.max(0, (now - deadline.since) / 1000);
  return (
    <span
      role="timer"
      aria-label={words(deadline, urgency, now)}
      className="ticket-timer"
      data-urgency={urgency}
    >
      <span aria-hidden="true" translate="no">
        {urgency !== "calm" && <span className="ticket-sign">{SIGNS[urgency]}</span>}
        <span>{formatDuration(elapsed)}</span>
      </span>
    </span>
  );
}

export function AcceptRing({ order }: { order: BoardOrder }) {
  const now = useNow(useStore().renderedAt);
  const due = Date.parse(order.accept_by);
  const remaining = (due - now) / 1000;
  const urgency = urgencyOf(order, now);
  return (
    <span className="ticket-ring" data-stage={urgency === "calm" ? undefined : "late"}>
      {urgency !== "calm" && (
        <span aria-hidden="true" className="ticket-sign">
          {SIGNS[remaining > 60 ? "soon" : "late"]}
        </span>
      )}
      <CountdownRing remaining={remaining} total={(due - Date.parse(order.created_at)) / 1000} />
    </span>
  );
}
