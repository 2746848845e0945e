"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useEffectEvent } from "react";
import { Button } from "@/components/ui/button";
import { Words } from "@/components/ui/words";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock } from "@/hooks/browser/use-now";
import { useRiding } from "@/hooks/riding/riding-context";
import { usePressWords } from "@/hooks/riding/use-press-words";
import { mustAsk } from "@/lib/commands/client/press-queue";
import { undoOf } from "@/lib/dispatch/client/undo";
import { formatMoney, formatTime } from "@/lib/text/format";

interface SlotProps {
  /** Shown while there is nothing to say. */
  children?: ReactNode;
  /** On a trip, an offer never takes the screen by itself. */
  onSeeOffer?: (() => void) | undefined;
  /** The screen shows the problem itself. */
  hidesProblem?: boolean;
}

/** A place above the next step that is always there, so that nothing moves when something has to be said. */
export function Slot({ children, onSeeOffer, hidesProblem = false }: SlotProps) {
  return (
    <div className="ride-slot">
      <SlotContent onSeeOffer={onSeeOffer} hidesProblem={hidesProblem}>
        <Words>{children}</Words>
      </SlotContent>
    </div>
  );
}

function SlotContent({ children, onSeeOffer, hidesProblem }: SlotProps) {
  const t = useTranslations("rider.slot");
  const words = useTranslations("rider.step");
  const pressWords = usePressWords();
  const announce = useAnnounce();
  const { home, presses, offers, renderedAt, timeZone } = useRiding();
  const { presses: queue, done, kept, finished } = presses;
  // The last step of a trip, which ends it, can be taken back, too.
  const trip = home.trip ?? finished;

  const undoAt = useCallback(
    (now: number) => {
      const undo = trip === null ? null : undoOf(queue, done, trip, now);
      return undo === null ? null : JSON.stringify(undo);
    },
    [queue, done, trip],
  );
  const isOffered = useClock(undoAt, renderedAt) !== null;
  const undo = isOffered && trip !== null ? undoOf(queue, done, trip, done?.at ?? renderedAt) : null;
  const undoStep = undo?.kind === "undo" ? words(undo.step) : null;
  const tell = useEffectEvent((step: string) => announce(t("said", { step })));
  useEffect(() => {
    if (undoStep !== null) tell(undoStep);
  }, [undoStep]);

  const asksAt = useCallback(
    (now: number) => queue.find((press) => mustAsk(press, now))?.key ?? null,
    [queue],
  );
  const asking = useClock(asksAt, renderedAt);
  const asks = queue.find(({ key }) => key === asking);

  if (undo !== null && trip !== null)
    return (
      <>
        <p>{t(undo.kind === "discard" ? "undo_waiting" : "undo", { step: words(undo.step) })}</p>
        <Button
          className="ride-slot-button"
          onClick={() => {
            if (undo.kind === "discard") return kept.discard(undo.key);
            const { order_id } = undo;
            presses.press({ name: "take_trip_step", trip_id: trip.id, order_id, step: "undo" }, trip.version);
          }}
        >
          {t("take_back")}
        </Button>
      </>
    );
  if (asks !== undefined) {
    const time = formatTime(new Date(asks.pressedAt).toISOString(), timeZone);
    return (
      <>
        <p>{t("asks", { step: pressWords(asks.action), time })}</p>
        <Button className="ride-slot-button" onClick={() => void kept.confirm(asks.key)}>
          {t("send")}
        </Button>
        <Button className="ride-slot-button" onClick={() => kept.discard(asks.key)}>
          {t("discard")}
        </Button>
      </>
    );
  }
  const [offer] = offers;
  if (offer !== undefined && onSeeOffer !== undefined) {
    const { currency, pay, tip } = offer.terms;
    return (
      <>
        <p>{t("offer", { pay: formatMoney(pay + tip, currency) })}</p>
        <Button className="ride-slot-button" onClick={onSeeOffer}>
          {t("see_offer")}
        </Button>
      </>
    );
  }
  if (presses.problem !== null && !hidesProblem)
    return (
      <>
        <p className="ride-problem">{presses.problem.message}</p>
        <Button className="ride-slot-button" onClick={presses.dismiss}>
          {t("problem_close")}
        </Button>
      </>
    );
  return <Words>{children}</Words>;
}
