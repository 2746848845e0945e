"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { later } from "@/components/ui/later";
import type { PlatformState } from "@/lib/broadcasts/model/schema";

const Broadcasts = lazy(later(async () => (await import("./broadcasts")).Broadcasts));
const VisitorBroadcasts = lazy(later(async () => (await import("./broadcasts")).VisitorBroadcasts));

interface LateBroadcastsProps {
  fromServer: PlatformState;
  since: string | undefined;
}

/** Loads after the page: rendered on the server, its code would belong to the first load of each page. */
export function LateBroadcasts({ fromServer, since }: LateBroadcastsProps) {
  return <AfterPage part={<Broadcasts fromServer={fromServer} since={since} />} />;
}

/** As `LateBroadcasts`, on pages of visitors, who have no stream. */
export function LateVisitorBroadcasts({ fromServer }: Pick<LateBroadcastsProps, "fromServer">) {
  return <AfterPage part={<VisitorBroadcasts fromServer={fromServer} />} />;
}

function AfterPage({ part }: { part: ReactNode }) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return isThere ? <Suspense>{part}</Suspense> : null;
}
