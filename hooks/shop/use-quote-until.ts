"use client";

import { useCallback, useEffect } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import type { Quote } from "@/lib/menu/model/schema";

/** How long the page waits before it asks for the quote again. */
const PAUSE_MS = 1_000;

/**
 * Asks for the prices again when the status of the store that they were given with is over: it opens, or closes, by itself.
 * Asks until an answer (`quotedAt`) has another end, because one may be from just before it.
 */
export function useQuoteUntil(quote: Quote | undefined, quotedAt: number, refetch: () => void): void {
  const until = quote?.status.until ?? null;
  const isOver = useCallback((now: number) => until !== null && now >= Date.parse(until), [until]);
  const hasEnded = useClock(isOver, 0);
  const refetchSoon = useSpreadOut(refetch);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again after each answer
  useEffect(() => {
    if (!hasEnded) return;
    const timer = setTimeout(refetchSoon, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [hasEnded, quotedAt, refetchSoon]);
}
