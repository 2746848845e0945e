"use client";

import { useCallback, useEffect, useRef } from "react";
import { spreadMs } from "@/lib/realtime/client/spread";

/** Runs `work` once within four seconds, however often it is called, so that pages do not all refetch at one moment. */
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
