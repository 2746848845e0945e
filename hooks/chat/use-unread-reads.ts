"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { pollingOptions } from "@/hooks/orders/order-keys";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { fetchUnreadChats } from "@/lib/chat/client/fetch";
import { chatKeys } from "./chat-key";
import { unreadChats } from "./unread-chats";

/** The route's limit. */
const AT_ONCE = 300;

/**
 * Reads what is unread of the orders that `ids` returns: once, and by polling while there is no stream. Events follow from there.
 * Returns a function for when events were missed: it reads everything of chats that is shown again.
 */
export function useUnreadReads(ids: () => readonly string[]): () => void {
  const client = useQueryClient();
  const { state } = useRealtime();
  useQuery({
    queryKey: chatKeys.unread,
    queryFn: async ({ signal }) => {
      const orders = ids().slice(0, AT_ONCE);
      const unread = orders.length === 0 ? [] : await fetchUnreadChats(orders, signal);
      unreadChats.put(unread);
      return unread.length;
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
    ...pollingOptions(state),
  });
  return useCallback(() => void client.invalidateQueries({ queryKey: chatKeys.every }), [client]);
}
