import type { ChatParty, ChatRoom } from "@/lib/chat/model/rooms";

/** A room of an order, and as whom this person is in it. */
export interface RoomOf {
  readonly order_id: string;
  readonly room: ChatRoom;
  readonly as: ChatParty;
}

export const chatKeys = {
  every: ["chat"],
  unread: ["chat", "unread"],
  room: ({ order_id, room, as }: RoomOf) => ["chat", order_id, room, as],
} as const;
