"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useRaiseAlarms } from "@/hooks/board/raised-alarms";
import { useStore } from "@/hooks/board/store-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { askToChat, useAskedToChat } from "@/hooks/chat/chat-request";
import { isLookedAt } from "@/hooks/chat/open-rooms";
import { unreadChats } from "@/hooks/chat/unread-chats";
import { useChatEvents } from "@/hooks/chat/use-chat-events";
import { useNewsWords } from "@/hooks/chat/use-news-words";
import { useUnreadReads } from "@/hooks/chat/use-unread-reads";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { StoreChatSheet } from "./store-chat-sheet";

/** Loads after the page: the chats of a store's orders, for its staff. An admin reads them elsewhere, with a reason. */
export function ChatDesk() {
  const { tenant, roles } = useStore();
  const isHydrated = useHydrated();
  const isSignedOut = useRealtime().state === "signed_out";
  if (!isHydrated || isSignedOut || !roles.includes("partner")) return null;
  return (
    <>
      <StoreChats tenantId={tenant.id} />
      <OpenChat />
    </>
  );
}

/** A message that nobody looks at has a tone of its own, once, and its words on a device that flashes. */
function StoreChats({ tenantId }: { tenantId: string }) {
  const t = useTranslations("chat");
  const { board } = useLiveBoard();
  const raise = useRaiseAlarms();
  const announce = useAnnounce();
  const words = useNewsWords();
  const readChats = useUnreadReads(() => board.orders.map(({ id }) => id));
  const readAgain = useSpreadOut(readChats);
  const handlers = useChatEvents((message) => {
    if (isLookedAt(message) || message.system !== null) return;
    const text = t("news", { code: shortCode(message.order_code), words: words(message) });
    announce({
      message: text,
      burst: { kind: "chat", summarize: (count) => t("said_burst", { count }) },
    });
    raise([{ key: `chat ${message.order_id} ${message.room}`, kind: "chat_message", text }]);
  });
  useChannel(tenantChatChannel.of(tenantId), { ...handlers, reset: readAgain });
  useEffect(() => () => unreadChats.clear(), []);
  return null;
}

function OpenChat() {
  const asked = useAskedToChat();
  const { board } = useLiveBoard();
  useEffect(() => () => askToChat(null), []);
  const order = board.orders.find(({ id }) => id === asked);
  // The key: each order has its own drafts.
  return order === undefined ? null : (
    <StoreChatSheet key={order.id} order={order} onClose={() => askToChat(null)} />
  );
}
