"use client";

import "maplibre-gl/dist/maplibre-gl.css";
import "@/components/map/map.css";
import { Locate, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useMemo, useRef } from "react";
import { MapMarkerPart } from "@/components/map/map-marker-part";
import { IconButton } from "@/components/ui/icon-button";
import type { MapArea, MapContent, MapRoute } from "@/hooks/map/map-content";
import { useFit } from "@/hooks/map/use-fit";
import { useMap } from "@/hooks/map/use-map";
import { useMapLook } from "@/hooks/map/use-map-look";

const NO_ROUTES: readonly MapRoute[] = [];
const NO_AREAS: readonly MapArea[] = [];

export function MapCanvas({
  label,
  markers,
  routes = NO_ROUTES,
  areas = NO_AREAS,
  fit,
  fitKey,
  onPick,
  isInPage = true,
  isStill = false,
}: MapContent) {
  const t = useTranslations("map");
  const container = useRef<HTMLDivElement>(null);
  const hint = useId();
  const look = useMapLook(container);
  const overlays = useMemo(() => ({ routes, areas }), [routes, areas]);
  const shown = fit ?? [...markers.map(({ place }) => place), ...routes.flatMap(({ line }) => line)];
  const made = useMap(container, { label, look, overlays, isInPage, isStill, fit: shown });
  const map = made === "failed" ? null : made;
  const { isMoved, showAll } = useFit(map, shown, fitKey ?? markers.map(({ id }) => id).join(" "));

  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  const isPickable = onPick !== undefined;
  useEffect(() => {
    if (map === null || !isPickable) return;
    const canvas = map.getCanvas();
    const byKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      const { lat, lng } = map.getCenter();
      pick.current?.({ lat, lng });
    };
    const byPress = map.on("click", ({ lngLat: { lat, lng } }) => pick.current?.({ lat, lng }));
    canvas.addEventListener("keydown", byKey);
    canvas.setAttribute("aria-describedby", hint);
    return () => {
      byPress.unsubscribe();
      canvas.removeEventListener("keydown", byKey);
      canvas.removeAttribute("aria-describedby");
    };
  }, [map, isPickable, hint]);

  return (
    <>
      <div ref={container} className="map-canvas" data-pickable={isPickable || undefined} />
      {isPickable && (
        <p id={hint} className="sr-only">
          {t("pick_by_key")}
        </p>
      )}
      {made === "failed" && (
        <p role="status" className="absolute inset-0 grid place-content-center bg-rail p-4 text-center">
          {t("failed")}
        </p>
      )}
      {map !== null && markers.map((marker) => <MapMarkerPart key={marker.id} map={map} marker={marker} />)}
      {map !== null && !isStill && (
        <div className="map-buttons">
          {isMoved && (
            <IconButton label={t("show_all")} variant="outline" size="lg" onClick={showAll}>
              <Locate aria-hidden="true" />
            </IconButton>
          )}
          <IconButton label={t("zoom_in")} variant="outline" size="lg" onClick={() => map.zoomIn()}>
            <Plus aria-hidden="true" />
          </IconButton>
          <IconButton label={t("zoom_out")} variant="outline" size="lg" onClick={() => map.zoomOut()}>
            <Minus aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </>
  );
}
