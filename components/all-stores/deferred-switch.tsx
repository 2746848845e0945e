"use client";

import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";

const StoreSwitch = lazy(later(async () => (await import("./store-switch")).StoreSwitch));

/** Stands beside the store's name, for people who work in several. In the browser only: a menu before its code is empty. */
export function DeferredSwitch({ store }: { store: { id: string; slug: string; name: string } }) {
  if (!useHydrated()) return null;
  return (
    <Suspense fallback={null}>
      <StoreSwitch store={store} />
    </Suspense>
  );
}
