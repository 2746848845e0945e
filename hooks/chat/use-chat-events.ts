"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { ChannelHandlers } from "@/hooks/realtime/use-channel";
import { type ChatList, skipsMessages, withReceipt } from "@/lib/chat/client/chat-list";
import type { ChatMessageEvent } from "@/lib/chat/model/events";
import { chatKeys } from "./chat-key";
import { applyMessage } from "./open-rooms";
import { heardTyping, stoppedTyping } from "./typing-people";
import { unreadChats } from "./unread-chats";

export type ChatHandlers = Omit<
  ChannelHandlers<"chat_message" | "typing_indicator" | "read_receipt">,
  "reset"
>;

/** Applies the events of chats to the badges and to the rooms that are open. `onNews` gets other people's messages. */
export function useChatEvents(onNews: (message: ChatMessageEvent) => void): ChatHandlers {
  const client = useQueryClient();
  const tell = useRef(onNews);
  useEffect(() => {
    tell.current = onNews;
  }, [onNews]);
  return useMemo(
    () => ({
      chat_message: (event) => {
        const { as, tenant_id: _, order_code: __, ...message } = event;
        const of = { order_id: message.order_id, room: message.room, as };
        const isOwn = message.author.kind === as;
        stoppedTyping(of, message.author.kind);
        unreadChats.put([{ ...of, head: message.seq, read: isOwn ? message.seq : 0 }]);
        const known = applyMessage(client, of, message);
        if (known !== undefined && skipsMessages(known, message))
          void client.invalidateQueries({ queryKey: chatKeys.room(of) });
        if (!isOwn) tell.current(event);
      },
      typing_indicator: ({ tenant_id: _, is_typing, ...typing }) => heardTyping(typing, is_typing),
      read_receipt: ({ order_id, room, as, reader, seq, read_at }) => {
        const of = { order_id, room, as };
        if (reader.kind === as) unreadChats.put([{ ...of, head: seq, read: seq }]);
        client.setQueryData<ChatList>(chatKeys.room(of), (known) =>
          known === undefined ? undefined : withReceipt(known, { kind: reader.kind, seq, read_at }),
        );
      },
    }),
    [client],
  );
}
