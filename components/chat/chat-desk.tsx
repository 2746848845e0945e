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
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { likelyRoom, ownRooms } from "@/lib/chat/model/own-rooms";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ChatSheet } from "./chat-sheet";

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
  const readAgain = useUnreadReads(() => board.orders.map(({ id }) => id));
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
  return order === undefined ? null : <OrderChats key={order.id} order={order} />;
}

function OrderChats({ order }: { order: BoardOrder }) {
  const t = useTranslations("chat");
  const hasRider = order.rider_name !== null;
  const isOut = order.dispatched_at !== null;
  return (
    <ChatSheet
      title={t("of_order", { code: shortCode(order.order_code) })}
      orderId={order.id}
      as="store"
      rooms={ownRooms("store", { hasRider })}
      start={likelyRoom("store", { hasRider, isOut })}
      timeZone={order.time_zone}
      onClose={() => askToChat(null)}
    />
  );
}
