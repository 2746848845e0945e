"use client";

import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";

const ThemeSwitch = lazy(later(async () => (await import("./theme-switch")).ThemeSwitch));

/** Keeps the switch's code out of the first load, and its place until then. */
export function DeferredThemeSwitch() {
  const place = <span aria-hidden="true" className="button button-ghost button-icon invisible" />;
  if (!useHydrated()) return place;
  return (
    <Suspense fallback={place}>
      <ThemeSwitch />
    </Suspense>
  );
}
