"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { loadRoute } from "@/hooks/commands/page-transport";
import { pollingOptions } from "@/hooks/orders/order-keys";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { type ChatList, withFresh, withOlder } from "@/lib/chat/client/chat-list";
import { fetchChat } from "@/lib/chat/client/fetch";
import { chatKeys, type RoomOf } from "./chat-key";
import { withArrived } from "./open-rooms";
import { unreadChats } from "./unread-chats";

const TIMEOUT_MS = 12_000;

/** Reads a room while it is shown. Messages arrive by `useChatEvents`, and by polling while there is no stream. */
export function useChat(of: RoomOf) {
  const client = useQueryClient();
  const { state } = useRealtime();
  const queryKey = chatKeys.room(of);
  const { data, isError, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = await fetchChat(of.order_id, of.room, { as: of.as, signal });
      // Read the cache after the response: events may have arrived meanwhile.
      return withArrived(of, withFresh(client.getQueryData<ChatList>(queryKey), fresh));
    },
    staleTime: Number.POSITIVE_INFINITY,
    // Nothing was heard while no page showed it.
    refetchOnMount: "always",
    structuralSharing: false,
    ...pollingOptions(state),
  });

  const [older, setOlder] = useState<"idle" | "pending" | "failed">("idle");
  async function readOlder(cursor: string) {
    setOlder("pending");
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const page = await fetchChat(of.order_id, of.room, { as: of.as, cursor, signal });
      client.setQueryData<ChatList>(queryKey, (known) => known && withOlder(known, page));
      setOlder("idle");
    } catch {
      setOlder("failed");
    }
  }
  return {
    chat: data,
    hasFailed: isError,
    readAgain: () => void refetch(),
    older,
    readOlder: (cursor: string) => void readOlder(cursor),
  };
}

/** Says that everything that is shown has been read, while somebody can see it. */
export function useMarkRead(of: RoomOf, chat: ChatList | undefined): void {
  const client = useQueryClient();
  const last = chat?.messages.at(-1);
  const isUnread = chat !== undefined && last !== undefined && last.seq > chat.read;
  const lastId = isUnread ? last.id : null;

  const mark = useEffectEvent(async (message_id: string) => {
    if (document.visibilityState !== "visible" || last === undefined) return;
    const { postCommand } = await loadRoute();
    const options = { key: newKey(), timeoutMs: TIMEOUT_MS };
    const result = await postCommand("mark_chat_read", { ...of, message_id }, options);
    if (!result.ok) return;
    const { seq } = result.data;
    unreadChats.put([{ ...of, head: seq, read: seq }]);
    client.setQueryData<ChatList>(
      chatKeys.room(of),
      (known) => known && { ...known, read: Math.max(known.read, seq) },
    );
  });
  useEffect(() => {
    if (lastId === null) return;
    // Without an answer it is said again with the next message, or when the page is opened again.
    const tell = () => void mark(lastId).catch(() => undefined);
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [lastId]);
}
