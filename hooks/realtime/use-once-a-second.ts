"use client";

import { useCallback, useEffect, useRef } from "react";

/** Events of a busy evening come several a second. */
const READ_PAUSE_MS = 1_000;

/** Runs `work` a second after the first call, however often it is called meanwhile. */
export function useOnceASecond(work: () => unknown): () => void {
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
    }, READ_PAUSE_MS);
  }, []);
}
