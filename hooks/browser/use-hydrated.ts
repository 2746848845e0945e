"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * False on the server and while this part of the page hydrates. Parts hydrate one after the other, and what the earlier
 * ones have learnt by then must not show in the later ones before they have taken over the server's text.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
