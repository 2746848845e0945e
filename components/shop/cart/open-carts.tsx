"use client";

import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import type { CartOwner } from "./cart-strip";

const CartStrip = lazy(later(async () => (await import("./cart-strip")).CartStrip));

/** Leads to the cart that a person has begun. Carts are known only to the browser, so its code may come after the page. */
export function OpenCarts({ stores }: { stores: readonly CartOwner[] }) {
  if (!useHydrated()) return null;
  return (
    <Suspense>
      <CartStrip stores={stores} />
    </Suspense>
  );
}
