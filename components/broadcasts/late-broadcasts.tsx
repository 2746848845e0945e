"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { later } from "@/components/ui/later";
import type { PlatformState } from "@/hooks/broadcasts/use-broadcasts";

const Broadcasts = lazy(later(async () => (await import("./broadcasts")).Broadcasts));

/** Loads after the page: rendered on the server, its code would belong to the first load of each page. */
export function LateBroadcasts(props: { fromServer: PlatformState; since: string | undefined }) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere ? (
    <Suspense>
      <Broadcasts {...props} />
    </Suspense>
  ) : null;
}
