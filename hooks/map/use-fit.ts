"use client";

import type { Map as MapLibreMap } from "maplibre-gl";
import { useCallback, useEffect, useRef, useState } from "react";
import { useMediaQuery } from "@/hooks/browser/use-media-query";
import { boundsOf } from "@/lib/geo/model/bounds";
import type { Place } from "@/lib/geo/model/place";
import { fitOptions } from "./use-map";

export const REDUCED_MOTION = "(prefers-reduced-motion: reduce)";
const FIT_MS = 500;

/** Keeps a map on what it shows, until a person moves it. Returns whether one has, and a function that goes back. */
export function useFit(
  map: MapLibreMap | null,
  fit: readonly Place[],
  fitKey: string,
): { isMoved: boolean; showAll: () => void } {
  const isStill = useMediaQuery(REDUCED_MOTION);
  const [isMoved, setIsMoved] = useState(false);
  const places = useRef(fit);
  useEffect(() => {
    places.current = fit;
  });

  const show = useCallback(() => {
    const bounds = boundsOf(places.current);
    if (map === null || bounds === null) return;
    map.fitBounds(bounds, { ...fitOptions(map.getContainer()), duration: isStill ? 0 : FIT_MS });
  }, [map, isStill]);

  useEffect(() => {
    if (map === null) return;
    // Moves by code have no original event.
    const moved = ({ originalEvent }: { originalEvent?: unknown }) => {
      if (originalEvent !== undefined) setIsMoved(true);
    };
    map.on("movestart", moved);
    return () => {
      map.off("movestart", moved);
    };
  }, [map]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when to fit again
  useEffect(() => {
    if (!isMoved) show();
  }, [fitKey, show, isMoved]);

  useEffect(() => {
    if (map === null || isMoved) return;
    // A phone that is turned, or a window that becomes narrower.
    const resized = map.on("resize", show);
    return () => resized.unsubscribe();
  }, [map, isMoved, show]);

  const showAll = useCallback(() => setIsMoved(false), []);
  return { isMoved, showAll };
}
