"use client";

import { AttributionControl, type GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { loadStyle } from "@/lib/geo/client/load-style";
import { readMapSource } from "@/lib/geo/client/map-source";
import { loadMapWorker } from "@/lib/geo/client/map-worker";
import { AREAS, areaData, type Overlays, ROUTES, routeData, withOverlays } from "@/lib/geo/client/overlays";
import { boundsOf } from "@/lib/geo/model/bounds";
import type { Place } from "@/lib/geo/model/place";
import type { MapLook } from "./use-map-look";

export interface MapOptions {
  label: string;
  look: MapLook | null;
  overlays: Overlays;
  isInPage: boolean;
  isStill: boolean;
  /** Shown at first. */
  fit: readonly Place[];
}

/** Signs and their captions stand around their places, and the age of a position at the top (pixels). */
const PADDING = { top: 76, bottom: 68, left: 56, right: 68 };
/** Narrower or lower maps have less of it. */
const ROOMY = { width: 300, height: 280 };

export function fitOptions({ clientWidth, clientHeight }: HTMLElement) {
  const share = Math.min(1, clientWidth / ROOMY.width, clientHeight / ROOMY.height);
  const { top, bottom, left, right } = PADDING;
  const padding = { top: top * share, bottom: bottom * share, left: left * share, right: right * share };
  return { padding, maxZoom: 16 };
}
const START = { center: [10.13, 54.3205], zoom: 13.5 } as const;

/** Returns the map in an element; null while it is loading, "failed" without WebGL, code or style. */
export function useMap(
  container: RefObject<HTMLElement | null>,
  { label, look, overlays, isInPage, isStill, fit }: MapOptions,
): MapLibreMap | "failed" | null {
  const t = useTranslations("map");
  const [map, setMap] = useState<MapLibreMap | "failed" | null>(null);
  const latest = useRef({ overlays, label, fit, isInPage, isStill, t });
  useEffect(() => {
    latest.current = { overlays, label, fit, isInPage, isStill, t };
  });

  const hasLook = look !== null;
  useEffect(() => {
    const element = container.current;
    if (element === null || !hasLook) return;
    let made: MapLibreMap | undefined;
    let isGone = false;
    async function make(into: HTMLElement) {
      await loadMapWorker();
      if (isGone) return;
      const { label: title, fit: places, isInPage: inPage, isStill: still, t: text } = latest.current;
      const bounds = boundsOf(places);
      made = new MapLibreMap({
        container: into,
        ...(bounds === null
          ? { ...START, center: [...START.center] }
          : { bounds, fitBoundsOptions: fitOptions(into) }),
        interactive: !still,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxPitch: 0,
        cooperativeGestures: inPage && !still,
        // Fading names would be the only animation that nobody asked for.
        fadeDuration: 0,
        locale: {
          "Map.Title": title,
          "CooperativeGesturesHandler.WindowsHelpText": text("use_ctrl"),
          "CooperativeGesturesHandler.MacHelpText": text("use_command"),
          "CooperativeGesturesHandler.MobileHelpText": text("use_fingers"),
        },
      });
      made.touchZoomRotate.disableRotation();
      made.keyboard.disableRotation();
      if (readMapSource().kind !== "town") made.addControl(new AttributionControl({ compact: false }));
      setMap(made);
    }
    make(element).catch(() => {
      if (!isGone) setMap("failed");
    });
    return () => {
      isGone = true;
      setMap(null);
      made?.remove();
    };
  }, [container, hasLook]);

  useEffect(() => {
    if (look === null || map === null || map === "failed") return;
    let isOld = false;
    loadStyle(look.colours, look.isDark)
      .then((style) => {
        if (isOld) return;
        map.setStyle(style, {
          transformStyle: (_, next) => withOverlays(next, look.colours, latest.current.overlays),
        });
      })
      .catch(() => {
        if (!isOld) setMap("failed");
      });
    // Later errors are about single tiles.
    const broken = map.on("error", () => setMap("failed"));
    void map.once("style.load").then(() => broken.unsubscribe());
    return () => {
      isOld = true;
      broken.unsubscribe();
    };
  }, [map, look]);

  useEffect(() => {
    if (map === null || map === "failed") return;
    map.getSource<GeoJSONSource>(ROUTES)?.setData(routeData(overlays.routes));
    map.getSource<GeoJSONSource>(AREAS)?.setData(areaData(overlays.areas));
  }, [map, overlays]);

  useEffect(() => {
    if (map !== null && map !== "failed") map.getCanvas().setAttribute("aria-label", label);
  }, [map, label]);
  return map;
}
