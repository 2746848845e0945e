"use client";

import { ErrorState } from "@/components/ui/feedback/error-state";

/** Inside the frame: the way to other pages stays. */
export default function SiteError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorState error={error} onRetry={retry} />;
}
