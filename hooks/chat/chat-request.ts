"use client";

import { useSyncExternalStore } from "react";

/** A ticket and the panel load separately, after the board, and have no parent in common that does. */
let asked: string | null = null;
const listeners = new Set<() => void>();

/** Opens the chats of an order; null closes them. */
export function askToChat(orderId: string | null): void {
  asked = orderId;
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
