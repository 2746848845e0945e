"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * Returns false on the server and while this part of the page hydrates. Parts hydrate one after the other, and data loaded
 * by an earlier part must not appear in a later one before it has hydrated.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
