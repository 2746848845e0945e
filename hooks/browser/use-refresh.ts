"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";
import { pageFetch } from "@/lib/http/page/page-fetch";

const PATIENCE_MS = 5_000;

function isReachable(): Promise<boolean> {
  return pageFetch("/api/health", { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

/**
 * Returns a function that has the server render the page again. Calls during a refresh lead to one more after it, so a
 * burst of events costs as much as the server can answer, and the last one is always seen. Nothing happens while the
 * server cannot be reached: Next would then leave the page for the browser's error page.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const [isRefreshing, startTransition] = useTransition();
  const isBusy = useRef(false);
  const isWanted = useRef(false);
  const refresh = useCallback(() => {
    isWanted.current = isBusy.current;
    if (isBusy.current) return;
    isBusy.current = true;
    void isReachable().then((isThere) => {
      if (isThere) startTransition(() => router.refresh());
      else isBusy.current = false;
    });
  }, [router]);
  useEffect(() => {
    if (isRefreshing) return;
    isBusy.current = false;
    if (isWanted.current) refresh();
  }, [isRefreshing, refresh]);
  return refresh;
}
