"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";

const Toasts = lazy(async () => ({ default: (await import("@/components/toasts")).Toasts }));
const PageArrival = lazy(async () => ({
  // The page works without it when its code cannot be loaded.
  default: await import("@/components/shell/page-arrival").then(
    (module) => module.PageArrival,
    () => () => null,
  ),
}));

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

/** Loaded after the page: server-rendered, this code would belong to the first load. */
function LaterParts() {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere ? (
    <>
      <Suspense>
        <PageArrival />
      </Suspense>
      <Suspense>
        <Toasts />
      </Suspense>
    </>
  ) : null;
}

export function Providers({ children }: { children: ReactNode }) {
  // In state: on the server, module state is shared between requests of different people.
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <LiveRegionProvider>
        {children}
        <LaterParts />
      </LiveRegionProvider>
    </QueryClientProvider>
  );
}
