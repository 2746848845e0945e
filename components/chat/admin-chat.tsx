"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Textarea } from "@/components/ui/form/textarea";
import { useDraft } from "@/hooks/browser/use-draft";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type ChatList, withOlder } from "@/lib/chat/client/chat-list";
import { fetchChat } from "@/lib/chat/client/fetch";
import { CHAT_ROOMS, type ChatRoom } from "@/lib/chat/model/rooms";
import { isVisible } from "@/lib/text/visible-text";
import { ChatMessageItem } from "./chat-message";
import "./chat.css";

const REASON_LENGTH = 300;
const TIMEOUT_MS = 12_000;
const draftSchema = z.string().check(z.maxLength(REASON_LENGTH));

interface AdminChatProps {
  orderId: string;
  timeZone: string;
}

/** Asks for the reason first. Those who are in the chat see it, and so does the audit log. */
export function AdminChat({ orderId, timeZone }: AdminChatProps) {
  const [chat, setChat] = useState<ChatList | null>(null);
  return (
    <div className="grid grid-cols-1 gap-5">
      <AskForReason orderId={orderId} onRead={setChat} />
      {chat !== null && <Thread key={chat.room} chat={chat} onChat={setChat} timeZone={timeZone} />}
    </div>
  );
}

function AskForReason({ orderId, onRead }: { orderId: string; onRead: (chat: ChatList) => void }) {
  const t = useTranslations("chat.admin");
  const rooms = useTranslations("chat.room.admin");
  const unreachable = useTranslations("chat")("unreachable");
  const command = useCommand("read_chat_as_admin");
  const name = useId();
  const key = useRef(newKey());
  const [room, setRoom] = useState<ChatRoom>("customer_store");
  const [reason, write, clear] = useDraft(`chat.admin.${orderId}`, draftSchema, "");
  const [wasSent, setWasSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isMissing = !isVisible(reason);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setWasSent(true);
    if (isMissing || isPending) return;
    setPending(true);
    setProblem(null);
    const answer = await command(
      { order_id: orderId, room, reason: reason.trim() },
      { key: key.current },
    ).catch(() => null);
    setPending(false);
    if (answer === null) return setProblem(unreachable);
    // The server keeps its answer to a key.
    key.current = newKey();
    if (!answer.ok) return setProblem(answer.message);
    clear();
    onRead(answer.data);
  }

  return (
    <Card aria-label={t("ask")} className="max-w-2xl">
      <form noValidate onSubmit={(event) => void submit(event)} className="grid grid-cols-1 gap-4">
        <RadioCards<ChatRoom>
          legend={t("room")}
          name={name}
          value={room}
          onValueChange={setRoom}
          options={CHAT_ROOMS.map((value) => ({ value, label: rooms(value) }))}
        />
        <Field
          label={t("reason")}
          description={t("reason_hint")}
          error={wasSent && isMissing ? t("reason_missing") : undefined}
          required
        >
          <Textarea value={reason} maxLength={REASON_LENGTH} onChange={({ target }) => write(target.value)} />
        </Field>
        {problem !== null && (
          <Banner tone="danger" role="alert">
            {problem}
          </Banner>
        )}
        <div>
          <Button type="submit" variant="go" size="lg" pending={isPending}>
            {t("read")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface ThreadProps {
  chat: ChatList;
  onChat: (chat: ChatList) => void;
  timeZone: string;
}

function Thread({ chat, onChat, timeZone }: ThreadProps) {
  const t = useTranslations("chat");
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  const { next_cursor: cursor, order_id, room } = chat;

  async function readOlder(from: string) {
    setState("pending");
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      onChat(withOlder(chat, await fetchChat(order_id, room, { cursor: from, signal })));
      setState("idle");
    } catch {
      setState("failed");
    }
  }
  return (
    <Card aria-label={t(`room.admin.${room}`)} className="chat max-w-2xl">
      <h2 className="text-lg">{t(`room.admin.${room}`)}</h2>
      {cursor !== null && (
        <p className="chat-notice">
          <Button variant="link" pending={state === "pending"} onClick={() => void readOlder(cursor)}>
            {t(state === "failed" ? "earlier_failed" : "earlier")}
          </Button>
        </p>
      )}
      {chat.messages.length === 0 && <p className="chat-notice">{t("empty")}</p>}
      <ol className="chat-messages">
        {chat.messages.map((message) => (
          <ChatMessageItem key={message.id} message={message} chat={chat} timeZone={timeZone} />
        ))}
      </ol>
    </Card>
  );
}
