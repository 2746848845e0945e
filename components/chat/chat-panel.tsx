"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Badge } from "@/components/ui/feedback/badge";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { RoomOf } from "@/hooks/chat/chat-key";
import { useUnread } from "@/hooks/chat/unread-chats";
import { type SendChat, useSendChat } from "@/hooks/chat/use-send-chat";
import type { ChatParty, ChatRoom } from "@/lib/chat/model/rooms";
import { ChatRoomView } from "./chat-room";
import "./chat.css";

export interface ChatPanelProps {
  orderId: string;
  /** As whom this person talks. */
  as: ChatParty;
  /** The rooms that the order has for this person. */
  rooms: readonly ChatRoom[];
  room: ChatRoom;
  onRoom: (room: ChatRoom) => void;
  timeZone: string;
  /** For one hand in the rain. */
  isLarge?: boolean;
  /** Nobody types while riding. */
  isMoving?: boolean;
}

/** The chats of one order, everywhere it appears. The channel is heard by what shows the panel: see `useChatEvents`. */
export function ChatPanel({ isLarge = false, isMoving = false, ...props }: ChatPanelProps) {
  const { orderId, as, rooms, room, onRoom, timeZone } = props;
  const sending = useSendChat(orderId, as);
  return (
    <div className="chat" data-large={isLarge || undefined}>
      {rooms.length > 1 && <Rooms orderId={orderId} as={as} rooms={rooms} room={room} onRoom={onRoom} />}
      <Room
        key={room}
        orderId={orderId}
        as={as}
        room={room}
        timeZone={timeZone}
        sending={sending}
        isMoving={isMoving}
      />
    </div>
  );
}

interface RoomProps extends Pick<ChatPanelProps, "orderId" | "as" | "room" | "timeZone"> {
  sending: SendChat;
  isMoving: boolean;
}

function Room({ orderId, as, room, ...props }: RoomProps) {
  const of = useMemo<RoomOf>(() => ({ order_id: orderId, room, as }), [orderId, room, as]);
  return <ChatRoomView of={of} {...props} />;
}

function Rooms({
  orderId,
  as,
  rooms,
  room,
  onRoom,
}: Pick<ChatPanelProps, "orderId" | "as" | "rooms" | "room" | "onRoom">) {
  const t = useTranslations("chat");
  return (
    <nav aria-label={t("rooms")} className="chat-rooms tab-list">
      {rooms.map((one) => (
        <button
          key={one}
          type="button"
          className="tab"
          aria-current={one === room ? "true" : undefined}
          onClick={() => onRoom(one)}
        >
          <span>{t(`room.${as}.${one}`)}</span>
          <UnreadBadge orderId={orderId} room={one} />
        </button>
      ))}
    </nav>
  );
}

/** Nothing where nothing is unread. */
export function UnreadBadge({ orderId, room }: { orderId: string; room?: ChatRoom }) {
  const t = useTranslations("chat");
  const count = useUnread(orderId, room);
  if (count === 0) return null;
  return (
    <Badge variant="count">
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>{t("unread", { count })}</VisuallyHidden>
    </Badge>
  );
}
