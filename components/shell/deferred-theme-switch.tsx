"use client";

import { lazy, Suspense } from "react";
import { useHydrated } from "@/hooks/browser/use-hydrated";

const ThemeSwitch = lazy(async () => ({
  // Without its code the page works, and follows the chosen theme.
  default: await import("./theme-switch").then(
    (module) => module.ThemeSwitch,
    () => () => null,
  ),
}));

/** Shows the theme switch after hydration, so that its code is not part of the first load. Keeps its place until then. */
export function DeferredThemeSwitch() {
  const place = <span aria-hidden="true" className="button button-ghost button-icon invisible" />;
  if (!useHydrated()) return place;
  return (
    <Suspense fallback={place}>
      <ThemeSwitch />
    </Suspense>
  );
}
