"use client";

import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";

const StoreSwitch = lazy(later(async () => (await import("./store-switch")).StoreSwitch));

/** Stands beside the store's name, for people who work in several. */
export function DeferredSwitch({ store }: { store: { id: string; slug: string; name: string } }) {
  return (
    <Suspense fallback={null}>
      <StoreSwitch store={store} />
    </Suspense>
  );
}
