"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useCannedWords } from "@/hooks/chat/canned-words";
import type { RoomOf } from "@/hooks/chat/chat-key";
import type { SendChat } from "@/hooks/chat/use-send-chat";
import { type ChatList, seenBy } from "@/lib/chat/client/chat-list";
import { waitingIn } from "@/lib/chat/client/outgoing";
import { ChatMessageItem } from "./chat-message";
import { useMemberNames } from "./member-names";
import { UnsentMessage } from "./unsent-message";

/** So near to the end (px), a person reads along. */
const AT_END = 48;

interface ChatLogProps {
  of: RoomOf;
  chat: ChatList;
  timeZone: string;
  sending: SendChat;
  older: "idle" | "pending" | "failed";
  onOlder: (cursor: string) => void;
  /** Somebody was blocked, or is not any more. */
  onChanged: () => void;
}

export function ChatLog({ of, chat, timeZone, sending, older, onOlder, onChanged }: ChatLogProps) {
  const t = useTranslations("chat");
  const { nameOf } = useMemberNames();
  const { messages, next_cursor } = chat;
  const waiting = waitingIn(sending.presses, chat);
  const refused = sending.refused.filter(({ press }) => press.action.room === of.room);
  const seen = seenBy(chat);
  const log = useRef<HTMLElement>(null);
  useFollowEnd(log, messages[0]?.seq ?? 0, [messages.length, waiting.length, refused.length]);
  useAnnounceNews(chat);
  const lastOwn = messages.findLast(({ author }) => author.kind === chat.as);
  const isEmpty = messages.length + waiting.length + refused.length === 0;

  function receiptOf(seq: number): string | null {
    const readers = seen.get(seq);
    if (readers !== undefined)
      return t("seen_by", { names: readers.map((kind) => nameOf(kind, chat)).join(", ") });
    return seq === lastOwn?.seq ? t("sent") : null;
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section ref={log} className="chat-log" aria-label={t("messages")} tabIndex={0}>
      {next_cursor !== null && (
        <p className="chat-notice">
          <Button variant="link" pending={older === "pending"} onClick={() => onOlder(next_cursor)}>
            {t(older === "failed" ? "earlier_failed" : "earlier")}
          </Button>
        </p>
      )}
      {isEmpty && <p className="chat-notice">{t("empty")}</p>}
      <ol className="chat-messages">
        {messages.map((message) => (
          <ChatMessageItem
            key={message.id}
            message={message}
            chat={chat}
            timeZone={timeZone}
            receipt={receiptOf(message.seq)}
            onChanged={onChanged}
          />
        ))}
        {waiting.map((press) => (
          <UnsentMessage key={press.key} press={press} sending={sending} timeZone={timeZone} reason={null} />
        ))}
        {refused.map(({ press, message }) => (
          <UnsentMessage
            key={press.key}
            press={press}
            sending={sending}
            timeZone={timeZone}
            reason={message}
          />
        ))}
      </ol>
    </section>
  );
}

/** Stays at the end while a person reads along, and where they read when older messages come in above. */
function useFollowEnd(log: RefObject<HTMLElement | null>, firstSeq: number, counts: readonly number[]): void {
  const before = useRef({ firstSeq, height: 0, isAtEnd: true });
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    const onScroll = () => {
      const { scrollHeight, scrollTop, clientHeight } = element;
      before.current.isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [log]);
  const total = counts.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the counts changes the height
  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return;
    const { current: was } = before;
    if (was.isAtEnd) element.scrollTop = element.scrollHeight;
    else if (firstSeq < was.firstSeq) element.scrollTop += element.scrollHeight - was.height;
    before.current = { ...was, firstSeq, height: element.scrollHeight };
  }, [log, firstSeq, total]);
}

/** Says what others write while the room is open, and nothing of what was there before. */
function useAnnounceNews(chat: ChatList): void {
  const t = useTranslations("chat");
  const announce = useAnnounce();
  const { wordsOf } = useCannedWords();
  const heard = useRef(chat.head);
  const tell = useEffectEvent(() => {
    for (const { seq, author, text, canned, system } of chat.messages) {
      if (seq <= heard.current || author.kind === chat.as || system !== null) continue;
      const words = canned === null ? (text ?? t("photo")) : wordsOf(canned);
      announce({
        message: t("said", { name: author.name, text: words }),
        burst: { kind: "chat", summarize: (count) => t("said_burst", { count }) },
      });
    }
    heard.current = Math.max(heard.current, chat.head);
  });
  const { head } = chat;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a later head means new messages
  useEffect(() => tell(), [head]);
}
