"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useClock } from "@/hooks/browser/use-now";
import { ownRooms } from "@/lib/chat/model/own-rooms";
import { CHAT_CLOSES_AFTER_MS, CHAT_READABLE_MS, type ChatRoom } from "@/lib/chat/model/rooms";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { UnreadBadge } from "./chat-panel";
import { ChatSheet } from "./chat-sheet";
import { OwnChats } from "./own-chats";

/** Loads after the page of a customer's order: whom they can write to, and what is unread. */
export function OrderChat({ order, since }: { order: OrderDetail; since: string | undefined }) {
  const t = useTranslations("chat");
  const [open, setOpen] = useState<ChatRoom | null>(null);
  const ended = order.delivered_at ?? order.cancelled_at;
  const erasedAt = ended === null ? null : Date.parse(ended) + CHAT_CLOSES_AFTER_MS + CHAT_READABLE_MS;
  const isErased = useClock(
    useCallback((now: number) => erasedAt !== null && now >= erasedAt, [erasedAt]),
    serverNow(),
  );
  if (isErased) return null;
  const rider = order.rider_name;
  const rooms = ownRooms("customer", { hasRider: rider !== null });

  function nameOf(room: ChatRoom): string {
    if (room === "all") return t("open_both");
    return t("open_named", { names: room === "customer_rider" ? (rider ?? "") : order.tenant_name });
  }
  return (
    <Card aria-labelledby="chat" className="grid grid-cols-1 gap-3">
      <OwnChats userId={order.user_id} orderIds={[order.id]} since={since} />
      <div>
        <h2 id="chat" className="text-lg">
          {t("title")}
        </h2>
        <p className="text-[0.9375rem] text-soft">{t("hint")}</p>
      </div>
      <div className="flex flex-wrap gap-2.5">
        {rooms.map((room) => (
          <Button key={room} onClick={() => setOpen(room)}>
            <bdi>{nameOf(room)}</bdi>
            <UnreadBadge orderId={order.id} room={room} />
          </Button>
        ))}
      </div>
      {open !== null && (
        <ChatSheet
          title={t("of_order", { code: order.order_code })}
          orderId={order.id}
          as="customer"
          rooms={rooms}
          start={open}
          timeZone={order.time_zone}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}
