"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

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

/** Needs the person as its key: what one person's pages have read must not show on another's. */
export function QueryCache({ children }: { children: ReactNode }) {
  // In state: on the server, module state is shared between requests of different people.
  const [queryClient] = useState(createQueryClient);
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
