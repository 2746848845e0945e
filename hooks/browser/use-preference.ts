"use client";

import { useCallback, useSyncExternalStore } from "react";
import { readText, watchPreferences, writeText } from "@/lib/board/client/preferences";

/** Returns a text of localStorage and its setter; `otherwise` when it is not set, and on the server. */
export function usePreference(key: string, otherwise: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    watchPreferences,
    () => readText("local", key) ?? otherwise,
    () => otherwise,
  );
  const remember = useCallback((next: string) => writeText("local", key, next), [key]);
  return [text, remember];
}
