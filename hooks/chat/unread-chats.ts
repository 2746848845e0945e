"use client";

import { useCallback, useSyncExternalStore } from "react";
import { type Cursors, countUnread, type RoomCursor, withCursor } from "@/lib/chat/client/unread";
import type { ChatRoom } from "@/lib/chat/model/rooms";

const NONE: Cursors = new Map();

let cursors = NONE;
const listeners = new Set<() => void>();

function show(next: Cursors): void {
  if (next === cursors) return;
  cursors = next;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The badges, the panels and what hears the stream load separately, after the page, and have no parent in common that does. */
export const unreadChats = {
  put: (next: readonly RoomCursor[]) => show(next.reduce(withCursor, cursors)),
  clear: () => show(NONE),
  ofRoom: ({ order_id, room, as }: Pick<RoomCursor, "order_id" | "room" | "as">) =>
    countUnread(cursors, (one) => one.order_id === order_id && one.room === room && one.as === as),
};

/** Returns how many messages of an order's chats this person has not read: of all rooms, or of one. */
export function useUnread(orderId: string, room?: ChatRoom): number {
  const count = useCallback(
    () =>
      countUnread(cursors, (one) => one.order_id === orderId && (room === undefined || one.room === room)),
    [orderId, room],
  );
  return useSyncExternalStore(watch, count, () => 0);
}
