"use client";

import { useCallback, useSyncExternalStore } from "react";
import { readText, watchRemembered, writeText } from "@/lib/board/client/remembered";

/** Returns a text of localStorage and its setter; `otherwise` when it is not set, and on the server. */
export function useRemembered(key: string, otherwise: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    watchRemembered,
    () => readText("local", key) ?? otherwise,
    () => otherwise,
  );
  const remember = useCallback((next: string) => writeText("local", key, next), [key]);
  return [text, remember];
}
