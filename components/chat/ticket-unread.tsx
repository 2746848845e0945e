"use client";

import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { shortCode } from "@/components/board/ticket/short-code";
import { askToChat } from "@/hooks/chat/chat-request";
import { useUnread } from "@/hooks/chat/unread-chats";
import type { BoardOrder } from "@/lib/orders/model/schema";
import "./ticket-unread.css";

/** Stands in the head of a ticket while a message is unread; the head's menu opens the chat at any time. */
export function TicketUnread({ order }: { order: Pick<BoardOrder, "id" | "order_code"> }) {
  const t = useTranslations("chat");
  const count = useUnread(order.id);
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="ticket-unread"
      aria-label={t("unread_of", { code: shortCode(order.order_code), count })}
      onClick={() => askToChat(order.id)}
    >
      <MessageSquare aria-hidden="true" />
      <span>{count}</span>
    </button>
  );
}
