"use client";

import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { askToChat, useAskedToChat } from "@/hooks/chat/chat-request";
import { useMoving } from "@/hooks/chat/use-moving";
import { useNewsWords } from "@/hooks/chat/use-news-words";
import { useRiding } from "@/hooks/riding/riding-context";
import { likelyRoom, ownRooms } from "@/lib/chat/model/own-rooms";
import type { Trip, TripStop } from "@/lib/dispatch/model/trip";
import { UnreadBadge } from "./chat-panel";
import { ChatSheet } from "./chat-sheet";
import { OwnChats } from "./own-chats";

/** Opens the chats of the stop's order. */
export function RideMessage({ stop }: { stop: TripStop }) {
  const t = useTranslations("chat");
  return (
    <Button className="ride-second" onClick={() => askToChat(stop.order_id)}>
      <MessageSquare aria-hidden="true" />
      <span>{t("open")}</span>
      <UnreadBadge orderId={stop.order_id} />
    </Button>
  );
}

/** Hears the chats of a trip's orders, and shows those of one over the page. */
export function RideChats({ trip }: { trip: Trip }) {
  const { home, sound } = useRiding();
  const announce = useAnnounce();
  const words = useNewsWords();
  const asked = useAskedToChat();
  useEffect(() => () => askToChat(null), []);
  const stops = trip.stops.filter(({ order_id }) => order_id === asked);
  // Nobody writes to a rider's order that is somebody else's now.
  const stop =
    stops.find(({ outcome }) => outcome === null) ?? stops.find(({ outcome }) => outcome === "done");
  const orderIds = [...new Set(trip.stops.map(({ order_id }) => order_id))];
  return (
    <>
      <OwnChats
        userId={home.rider.id}
        orderIds={orderIds}
        onNews={(message) => {
          sound.heard();
          announce(words(message));
        }}
      />
      {stop !== undefined && <RideSheet key={stop.order_id} stop={stop} />}
    </>
  );
}

function RideSheet({ stop }: { stop: TripStop }) {
  const t = useTranslations("chat");
  const { timeZone } = useRiding();
  const isMoving = useMoving();
  return (
    <ChatSheet
      title={t("of_order", { code: shortCode(stop.order_code) })}
      orderId={stop.order_id}
      as="rider"
      rooms={ownRooms("rider", { hasRider: true })}
      start={likelyRoom("rider", { hasRider: true, isOut: stop.kind === "drop_off" })}
      timeZone={timeZone}
      isLarge
      isMoving={isMoving}
      onClose={() => askToChat(null)}
    />
  );
}
