import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { minHeight } from "@/components/ui/min-height";
import { type LiveBoard, useLiveBoard } from "@/hooks/board/live-board-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { Gap } from "@/lib/board/client/gaps";
import type { PrimaryStep } from "@/lib/board/model/steps";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { UNDO_SECONDS } from "@/lib/orders/model/terms";
import { serverNow } from "@/lib/realtime/client/server-clock";

export interface KeptGap extends Gap {
  /** The height of the ticket that left (CSS pixels). */
  height: number;
  /** Null when the press was no step that can be undone. */
  step: PrimaryStep | null;
  /** By `performance.now()`. */
  until: number;
  /** True when only the place is kept. */
  isOver: boolean;
}

/** Returns the order whose step can be undone here: nothing has happened to it since, and the server still allows it. */
export function undoable(gap: KeptGap, { board, actions }: LiveBoard): BoardOrder | null {
  if (gap.step === null || gap.isOver) return null;
  const order = board.orders.find(({ id }) => id === gap.id);
  const done = actions.done.get(gap.id);
  if (order === undefined || done?.name !== gap.step || done.at !== order.updated_at) return null;
  const end = Date.parse(order.updated_at) + UNDO_SECONDS.accepted * 1_000;
  return serverNow() < end ? order : null;
}

interface TicketGapProps {
  gap: KeptGap;
  hasSingleKeys: boolean;
  onUndo: (order: BoardOrder) => void;
}

/** The button is at the top: a step's button is at the bottom of its ticket, where an impatient finger taps again. */
export function TicketGap({ gap, hasSingleKeys, onUndo }: TicketGapProps) {
  const t = useTranslations("partner");
  const announce = useAnnounce();
  const live = useLiveBoard();
  const order = undoable(gap, live);
  const code = order === null ? "" : shortCode(order.order_code);
  const done = gap.step === null ? "" : t(`undo.${gap.step}`, { code });
  const say = useEffectEvent(() => announce(t(hasSingleKeys ? "undo.said_key" : "undo.said", { done })));
  const isOffered = order !== null;
  useEffect(() => {
    if (isOffered) say();
  }, [isOffered]);

  return (
    <div className="ticket-gap" data-gap={gap.id} ref={minHeight(`${gap.height}px`)}>
      {order !== null && (
        <>
          <p>{done}</p>
          <Button
            pending={live.actions.pending.get(order.id) === "undo"}
            aria-label={t("action.for_order", { action: t("action.undo"), code })}
            aria-keyshortcuts={hasSingleKeys ? "Z" : undefined}
            onClick={() => onUndo(order)}
          >
            <span>{t("action.undo")}</span>
            {hasSingleKeys && <Kbd>Z</Kbd>}
          </Button>
        </>
      )}
    </div>
  );
}
