"use client";

import { useSyncExternalStore } from "react";

/** The ticket's menu and the dialog load separately, after the board, and have no parent in common that does. */
let asked: string | null = null;
const listeners = new Set<() => void>();

/** Opens the dialog that prints an order's ticket; null closes it. */
export function askToPrint(orderId: string | null): void {
  asked = orderId;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useAskedToPrint(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => asked,
    () => null,
  );
}
