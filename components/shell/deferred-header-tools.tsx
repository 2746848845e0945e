"use client";

import { lazy, Suspense, useContext } from "react";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { RealtimeContext } from "@/hooks/realtime/realtime-context";

const HeaderTools = lazy(later(async () => (await import("./header-tools")).HeaderTools));

const place = <span aria-hidden="true" className="button button-ghost button-md button-icon invisible" />;

/** Keeps the code of the bell and the switch out of the first load, and their places until then. */
export function DeferredHeaderTools() {
  const isLive = useContext(RealtimeContext) !== null;
  const places = (
    <>
      {isLive && place}
      {place}
    </>
  );
  if (!useHydrated()) return places;
  return (
    <Suspense fallback={places}>
      <HeaderTools />
    </Suspense>
  );
}
