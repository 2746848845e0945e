"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { RoomOf } from "@/hooks/chat/chat-key";
import { openRoom } from "@/hooks/chat/open-rooms";
import { useTyping } from "@/hooks/chat/typing-people";
import { useChat, useMarkRead } from "@/hooks/chat/use-chat";
import type { SendChat } from "@/hooks/chat/use-send-chat";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { ChatComposer } from "./chat-composer";
import { ChatLog } from "./chat-log";

export interface ChatRoomProps {
  of: RoomOf;
  timeZone: string;
  sending: SendChat;
  isMoving: boolean;
}

export function ChatRoomView({ of, timeZone, sending, isMoving }: ChatRoomProps) {
  const t = useTranslations("chat");
  const { state } = useRealtime();
  const { chat, hasFailed, readAgain, older, readOlder } = useChat(of);
  useMarkRead(of, chat);
  useEffect(() => openRoom(of), [of]);
  const isLost = state === "offline";

  if (chat === undefined)
    return hasFailed ? (
      <div className="chat-log" role="alert">
        <p>{t("failed")}</p>
        <p>
          <Button onClick={readAgain}>{t("try_again")}</Button>
        </p>
      </div>
    ) : (
      <div className="chat-log" aria-busy="true">
        <p className="chat-notice">
          <Spinner />
          <span>{t("loading")}</span>
        </p>
      </div>
    );
  return (
    <>
      {isLost && <p className="chat-line-lost">{t("lost")}</p>}
      <ChatLog
        of={of}
        chat={chat}
        timeZone={timeZone}
        sending={sending}
        older={older}
        onOlder={readOlder}
        onChanged={readAgain}
      />
      <TypingLine of={of} />
      <ChatComposer
        of={of}
        chat={chat}
        timeZone={timeZone}
        send={sending.send}
        isMoving={isMoving}
        onChanged={readAgain}
      />
    </>
  );
}

/** Not announced: it comes and goes all the time, and the message itself is announced. */
function TypingLine({ of }: { of: RoomOf }) {
  const t = useTranslations("chat");
  const names = useTyping(of);
  const [name] = names;
  return (
    <p className="chat-typing">{name === undefined ? null : t("typing", { count: names.length, name })}</p>
  );
}
