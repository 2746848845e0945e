"use client";

import { useCallback, useEffect, useRef } from "react";
import { spreadMs } from "@/lib/realtime/client/spread";

/**
 * Returns a function that runs `work` once within the next four seconds, however often it is called meanwhile. For work that
 * all pages do at the same moment, such as reading after a reset. Cancelled when the component unmounts.
 */
export function useSpreadOut(work: () => unknown): () => void {
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
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        latest.current();
      },
      spreadMs(0, Math.random()),
    );
  }, []);
}
