"use client";

import { useSyncExternalStore } from "react";
import type { ChatRoom } from "@/lib/chat/model/rooms";

/** A ticket and the panel load separately, after the board, and have no parent in common that does. */
let asked: string | null = null;
let room: ChatRoom | null = null;
const listeners = new Set<() => void>();

/** Opens the chats of an order, in a room if one is named; null closes them. */
export function askToChat(orderId: string | null, inRoom: ChatRoom | null = null): void {
  asked = orderId;
  room = inRoom;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useAskedToChat(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => asked,
    () => null,
  );
}

/** The room that was named with the request; null: the likely one. */
export function useAskedRoom(): ChatRoom | null {
  return useSyncExternalStore(
    subscribe,
    () => room,
    () => null,
  );
}
