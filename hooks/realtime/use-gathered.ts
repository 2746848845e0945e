"use client";

import { useCallback, useEffect, useRef } from "react";

/** Runs `work` once, `waitMs()` after the first call, however often it is called meanwhile. `waitMs` must stay the same function. */
export function useGathered(work: () => unknown, waitMs: () => number): () => void {
  const latest = useRef(work);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = work;
  }, [work]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, waitMs());
  }, [waitMs]);
}
