"use client";

import { useTranslations } from "next-intl";
import { shortCode } from "@/components/board/ticket/short-code";
import { useAskedRoom } from "@/hooks/chat/chat-request";
import { likelyRoom, ownRooms } from "@/lib/chat/model/own-rooms";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ChatSheet } from "./chat-sheet";
import { ChatViewers } from "./chat-viewers";

/** The chats of one order, for the staff of its store. */
export function StoreChatSheet({ order, onClose }: { order: BoardOrder; onClose: () => void }) {
  const asked = useAskedRoom();
  const t = useTranslations("chat");
  const hasRider = order.rider_name !== null;
  const isOut = order.dispatched_at !== null;
  return (
    <ChatSheet
      title={t("of_order", { code: shortCode(order.order_code) })}
      head={<ChatViewers orderId={order.id} />}
      orderId={order.id}
      as="store"
      rooms={ownRooms("store", { hasRider })}
      start={asked ?? likelyRoom("store", { hasRider, isOut })}
      timeZone={order.time_zone}
      onClose={onClose}
    />
  );
}
