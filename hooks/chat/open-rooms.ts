import type { QueryClient } from "@tanstack/react-query";
import { type ChatList, withMessage } from "@/lib/chat/client/chat-list";
import type { ChatMessage } from "@/lib/chat/model/message";
import { chatKeys, type RoomOf } from "./chat-key";

interface OpenRoom {
  views: number;
  /** Came before the first read was answered, which may lack them. */
  arrived: ChatMessage[];
}

const open = new Map<string, OpenRoom>();
const keyOf = ({ order_id, room, as }: RoomOf) => `${order_id} ${room} ${as}`;

/** Returns the function that takes it back. */
export function openRoom(of: RoomOf): () => void {
  const key = keyOf(of);
  const entry = open.get(key) ?? { views: 0, arrived: [] };
  entry.views += 1;
  open.set(key, entry);
  return () => {
    entry.views -= 1;
    if (entry.views === 0) open.delete(key);
  };
}

/** True while a person has the room before their eyes: its messages need no other news. */
export const isLookedAt = (of: RoomOf) => document.visibilityState === "visible" && open.has(keyOf(of));

/** Adds a message to a room that is open. Returns the room as it was before. */
export function applyMessage(client: QueryClient, of: RoomOf, message: ChatMessage): ChatList | undefined {
  const queryKey = chatKeys.room(of);
  const known = client.getQueryData<ChatList>(queryKey);
  if (known === undefined) open.get(keyOf(of))?.arrived.push(message);
  else client.setQueryData<ChatList>(queryKey, withMessage(known, message));
  return known;
}

/** Adds what has arrived while a room was read for the first time. */
export function withArrived(of: RoomOf, chat: ChatList): ChatList {
  const entry = open.get(keyOf(of));
  if (entry === undefined) return chat;
  const { arrived } = entry;
  entry.arrived = [];
  return arrived.reduce(withMessage, chat);
}
