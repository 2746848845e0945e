"use client";

import { lazy, Suspense } from "react";
import { useHydrated } from "@/hooks/browser/use-hydrated";

const ThemeSwitch = lazy(async () => ({
  // The page works without the switch when its code cannot be loaded.
  default: await import("./theme-switch").then(
    (module) => module.ThemeSwitch,
    () => () => null,
  ),
}));

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
