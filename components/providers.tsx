"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import { LiveRegionProvider } from "@/components/ui/live-region";

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

/** What every page has around it in the browser. */
export function Providers({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  // In state, not in the module: on the server a module is shared by everybody's requests.
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <LiveRegionProvider>
        {children}
        <Toaster
          position="bottom-right"
          closeButton
          duration={6_000}
          containerAriaLabel={t("notifications")}
          toastOptions={{ closeButtonAriaLabel: t("dismiss") }}
        />
      </LiveRegionProvider>
    </QueryClientProvider>
  );
}
