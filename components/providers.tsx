"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";

const Toasts = lazy(async () => ({ default: (await import("@/components/toasts")).Toasts }));

function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The stream keeps what is cached fresh; reading again is for when it could not.
        staleTime: 60_000,
        retry: 2,
      },
      mutations: { retry: false },
    },
  });
}

/** Once the page is there: rendered on the server, the toaster's code would belong to the first load. */
function LaterToasts() {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}

/** What every page has around it in the browser. */
export function Providers({ children }: { children: ReactNode }) {
  // In state, not in the module: on the server a module is shared by everybody's requests.
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <LiveRegionProvider>
        {children}
        <LaterToasts />
      </LiveRegionProvider>
    </QueryClientProvider>
  );
}
