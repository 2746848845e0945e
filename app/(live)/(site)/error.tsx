"use client";

import { ErrorState } from "@/components/ui/feedback/error-state";

/** Rendered inside the frame, so that the navigation stays. */
export default function SiteError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorState error={error} onRetry={retry} />;
}
