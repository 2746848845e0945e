"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import { later } from "@/components/ui/later";

const Toasts = lazy(later(async () => (await import("@/components/toasts")).Toasts));

/** Loaded after the page: server-rendered, the toaster's code would belong to the first load. */
function LaterToasts() {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}

export function Providers({ children }: { children: ReactNode }) {
  return (
    <LiveRegionProvider>
      {children}
      <LaterToasts />
    </LiveRegionProvider>
  );
}
