import { useTranslations } from "next-intl";
import { useCallback, useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useStore } from "@/hooks/board/store-context";
import { useActionWords } from "@/hooks/board/use-action-words";
import { useClock } from "@/hooks/browser/use-now";
import type { Press, PressQueue } from "@/lib/board/client/press";
import { mustAsk } from "@/lib/commands/client/press-queue";
import { formatTime } from "@/lib/text/format";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";

type KeptPressHandlers = Pick<TicketHandlers, "discard" | "confirm">;

interface TicketWaitingProps {
  presses: PressQueue;
  handlers: KeptPressHandlers;
  /** True beside presses on other orders. A ticket shows its first one and counts the others, so that it keeps its height. */
  namesOrder?: boolean | undefined;
}

/** Presses that could not be sent yet: the ticket stays where the server last said, and says what waits. */
export function TicketWaiting({ presses, handlers, namesOrder = false }: TicketWaitingProps) {
  const t = useTranslations("partner.kept");
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    // It hides the button below it (order-ticket.css), and the focus must not go with that.
    const covered = list.current?.nextElementSibling;
    if (covered?.contains(document.activeElement)) list.current?.closest("article")?.focus();
  }, []);
  return (
    <ul ref={list} className="ticket-waiting" aria-label={t("label")}>
      {(namesOrder ? presses : presses.slice(0, 1)).map((press) => (
        <WaitingPress
          key={press.key}
          press={press}
          more={namesOrder ? 0 : presses.length - 1}
          handlers={handlers}
          namesOrder={namesOrder}
        />
      ))}
    </ul>
  );
}

/** The button goes away, and the focus must not go with it. */
function keepFocus(button: HTMLElement) {
  (button.closest("article") ?? button.closest("section"))?.focus();
}

interface WaitingPressProps {
  press: Press;
  /** How many more of the order wait behind it. */
  more: number;
  handlers: KeptPressHandlers;
  namesOrder: boolean;
}

function WaitingPress({ press, more, handlers, namesOrder }: WaitingPressProps) {
  const t = useTranslations("partner.kept");
  const named = useTranslations("partner.action");
  const actionWords = useActionWords();
  const { tenant, renderedAt } = useStore();
  const asksAt = useCallback((now: number) => mustAsk(press, now), [press]);
  const asks = useClock(asksAt, renderedAt);
  const code = shortCode(press.orderCode);
  const time = formatTime(new Date(press.pressedAt).toISOString(), tenant.time_zone);
  const sentence = t(asks ? "ask" : "waiting", { action: actionWords(press.action), time, more });
  const discard = t(press.isSending ? "sending" : "discard");
  return (
    <li data-asks={asks || undefined}>
      <p>{namesOrder ? t("of_order", { code, sentence }) : sentence}</p>
      {asks && (
        <Button
          size="sm"
          aria-label={named("for_order", { action: t("send"), code })}
          onClick={(event) => {
            keepFocus(event.currentTarget);
            handlers.confirm(press);
          }}
        >
          {t("send")}
        </Button>
      )}
      <Button
        size="sm"
        aria-label={named("for_order", { action: discard, code })}
        // Not `disabled`: a disabled button loses the focus.
        aria-disabled={press.isSending || undefined}
        onClick={(event) => {
          if (press.isSending) return;
          keepFocus(event.currentTarget);
          handlers.discard(press);
        }}
      >
        {discard}
      </Button>
    </li>
  );
}
