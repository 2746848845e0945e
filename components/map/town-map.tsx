"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import type { MapContent } from "@/hooks/map/map-content";

/** Call it early where the map is certain to be shown. */
export const loadMap = later(async () => (await import("@/components/map/map-canvas")).MapCanvas);
const MapCanvas = lazy(loadMap);

export interface TownMapProps extends MapContent {
  /** Must give it a height. */
  className?: string;
  /** Stands over the map, for example how old a position is. */
  children?: ReactNode;
}

/**
 * Shows a map: Port Selby, or what the environment names. Its code is loaded when it is first rendered, and says in words
 * when it cannot be shown; pages must tell in words, too, whatever the map tells.
 */
export function TownMap({ className, children, ...content }: TownMapProps) {
  const t = useTranslations("map");
  const isHydrated = useHydrated();
  const waiting = <p className="grid h-full place-content-center p-4 text-center">{t("loading")}</p>;
  return (
    <div
      data-slot="map"
      aria-hidden={content.isStill || undefined}
      className={cn("relative overflow-hidden bg-rail", className)}
    >
      {isHydrated ? (
        <Suspense fallback={waiting}>
          <MapCanvas {...content} />
        </Suspense>
      ) : (
        waiting
      )}
      <div className="contents">{children}</div>
    </div>
  );
}
