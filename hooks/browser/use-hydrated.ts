"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Guards parts of a page that hydrate later against data that an earlier part has already loaded. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
