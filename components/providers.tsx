"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { HYDRATED } from "@/components/shell/presses/hydrated-event";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";

const Toasts = lazy(async () => ({ default: (await import("@/components/toasts")).Toasts }));

function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The stream keeps the cache fresh; refetching covers its outages.
        staleTime: 60_000,
        retry: 2,
      },
      mutations: { retry: false },
    },
  });
}

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
  // In state: on the server, module state is shared between requests of different people.
  const [queryClient] = useState(createQueryClient);
  useEffect(() => {
    window.dispatchEvent(new Event(HYDRATED));
  }, []);
  return (
    <QueryClientProvider client={queryClient}>
      <LiveRegionProvider>
        {children}
        <LaterToasts />
      </LiveRegionProvider>
    </QueryClientProvider>
  );
}
