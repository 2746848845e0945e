"use client";

import { ErrorState } from "@/components/ui/error-state";

/** Inside the frame: the way to other pages stays. */
export default function SiteError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <ErrorState heading="h1" digest={error.digest} onRetry={retry} />;
}
