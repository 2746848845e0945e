"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { useClock } from "@/hooks/browser/use-now";
import { useCannedWords } from "@/hooks/chat/canned-words";
import type { SendChat } from "@/hooks/chat/use-send-chat";
import type { Press } from "@/lib/chat/client/outgoing";
import { mustAsk } from "@/lib/commands/client/press-queue";
import { formatTime } from "@/lib/text/format";

interface UnsentMessageProps {
  press: Press;
  sending: Pick<SendChat, "tryAgain" | "discard">;
  timeZone: string;
  /** Why the server refused it; null while it has no answer. */
  reason: string | null;
}

/** An own message that the server has not taken yet: on the way, waiting for a connection, or refused. */
export function UnsentMessage({ press, sending, timeZone, reason }: UnsentMessageProps) {
  const t = useTranslations("chat");
  const { wordsOf, language } = useCannedWords();
  const { key, action, pressedAt, tries, isSending } = press;
  const asks = useClock(
    useCallback((now: number) => mustAsk(press, now), [press]),
    pressedAt,
  );
  const hasFailed = reason !== null || tries > 0;
  const at = new Date(pressedAt).toISOString();

  function words(): string {
    if (reason !== null) return t("refused", { reason });
    if (asks) return t("asks");
    return tries > 0 && !isSending ? t("not_sent") : t("sending");
  }
  return (
    <li className="chat-message" data-own="true" data-state={hasFailed ? "failed" : "sending"}>
      <p className="chat-by">
        <span>{t("you")}</span>
        <time dateTime={at}>{formatTime(at, timeZone)}</time>
      </p>
      <div className="chat-bubble">
        {action.canned !== undefined && (
          <p lang={language} dir="auto">
            {wordsOf(action.canned)}
          </p>
        )}
        {action.photo_id !== undefined && <p>{t("photo")}</p>}
        {action.text !== undefined && (
          <p translate="no" dir="auto">
            {action.text}
          </p>
        )}
      </div>
      {hasFailed ? (
        <div className="chat-failed">
          <span>{words()}</span>
          {!isSending && (
            <>
              <Button size="sm" onClick={() => sending.tryAgain(key)}>
                {t(asks ? "send_now" : "try_again")}
              </Button>
              <Button size="sm" variant="ghost" onClick={() => sending.discard(key)}>
                {t("discard")}
              </Button>
            </>
          )}
        </div>
      ) : (
        <p className="chat-when">{words()}</p>
      )}
    </li>
  );
}
