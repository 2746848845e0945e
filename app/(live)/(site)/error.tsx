"use client";

import { ErrorState } from "@/components/ui/feedback/error-state";

export default function SiteError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorState error={error} onRetry={retry} />;
}
