"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { HYDRATED } from "@/components/shell/presses/hydrated-event";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import { later } from "@/components/ui/later";

const Toasts = lazy(later(async () => (await import("@/components/toasts")).Toasts));
const OnePerson = lazy(later(async () => (await import("@/components/shell/one-person")).OnePerson));
const PageArrival = lazy(later(async () => (await import("@/components/shell/page-arrival")).PageArrival));

/** Loaded after the page: server-rendered, this code would belong to the first load. */
function LaterParts() {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere ? (
    <>
      <Suspense>
        <OnePerson />
        <PageArrival />
      </Suspense>
      <Suspense>
        <Toasts />
      </Suspense>
    </>
  ) : null;
}

export function Providers({ children }: { children: ReactNode }) {
  useEffect(() => {
    window.dispatchEvent(new Event(HYDRATED));
  }, []);
  return (
    <LiveRegionProvider>
      {children}
      <LaterParts />
    </LiveRegionProvider>
  );
}
