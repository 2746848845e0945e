"use client";

import { useEffect } from "react";
import { showToast } from "@/hooks/browser/show-toast";
import { isLookedAt } from "@/hooks/chat/open-rooms";
import { unreadChats } from "@/hooks/chat/unread-chats";
import { useChatEvents } from "@/hooks/chat/use-chat-events";
import { useNewsWords } from "@/hooks/chat/use-news-words";
import { useUnreadReads } from "@/hooks/chat/use-unread-reads";
import { RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { userChannel } from "@/lib/auth/model/channels";
import type { ChatMessageEvent } from "@/lib/chat/model/events";

interface OwnChatsProps {
  userId: string;
  /** The orders that the page shows. */
  orderIds: readonly string[];
  since?: string | undefined;
  /** Called for a message that nobody looks at. Default: a toast. */
  onNews?: ((message: ChatMessageEvent) => void) | undefined;
}

/** Loads after the page: hears the chats of a customer or a rider. Must be used once only. */
export function OwnChats({ userId, orderIds, since, onNews }: OwnChatsProps) {
  const words = useNewsWords();
  const readChats = useUnreadReads(() => orderIds);
  const readAgain = useSpreadOut(readChats);
  const handlers = useChatEvents((message) => {
    if (isLookedAt(message)) return;
    if (onNews !== undefined) return onNews(message);
    showToast((toast) => toast(words(message), { id: `chat ${message.order_id} ${message.room}` }));
  });
  useChannel(
    userChannel.of(userId),
    {
      payment_status: ignore,
      ...RIDING_IGNORED,
      order_status_update: ignore,
      notification: ignore,
      notifications_read: ignore,
      ...handlers,
      reset: readAgain,
    },
    { since },
  );
  useEffect(() => () => unreadChats.clear(), []);
  return null;
}
