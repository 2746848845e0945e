"use client";

import { type Map as MapLibreMap, Marker } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import type { Place } from "@/lib/geo/model/place";
import { serverNow } from "@/lib/realtime/client/server-clock";
import type { MapMarker } from "./map-content";

/** Runs once a frame for all markers that move, and only while there are some. */
const moving = new Set<(now: number) => void>();
let frame = 0;
function tick() {
  const now = serverNow();
  for (const move of moving) move(now);
  frame = moving.size > 0 ? requestAnimationFrame(tick) : 0;
}
function addMoving(move: (now: number) => void) {
  moving.add(move);
  if (frame === 0) frame = requestAnimationFrame(tick);
  return () => {
    moving.delete(move);
  };
}

/** Half a pixel at zoom 16. Smaller moves are not worth a change of the page. */
const VISIBLE_DEGREES = 0.000_003;

/** Returns the element that stands on the map, to be filled by a portal. */
export function useMarker(
  map: MapLibreMap,
  { place, placeAt, kind, onMove }: Pick<MapMarker, "place" | "placeAt" | "kind" | "onMove">,
): HTMLElement | null {
  const [marker, setMarker] = useState<Marker | null>(null);
  const moved = useRef(onMove);
  const first = useRef(place);
  useEffect(() => {
    moved.current = onMove;
  });
  const isMovable = onMove !== undefined;

  useEffect(() => {
    const element = document.createElement("div");
    element.className = "map-marker";
    element.dataset.kind = kind;
    const made = new Marker({ element, draggable: isMovable, anchor: "center" });
    const { lat, lng } = first.current;
    made.setLngLat([lng, lat]).addTo(map);
    // The content has the name and the role.
    element.removeAttribute("aria-label");
    element.removeAttribute("role");
    element.removeAttribute("tabindex");
    made.on("dragend", () => {
      const { lat: toLat, lng: toLng } = made.getLngLat();
      moved.current?.({ lat: toLat, lng: toLng });
    });
    setMarker(made);
    return () => {
      made.remove();
    };
  }, [map, kind, isMovable]);

  useEffect(() => {
    if (placeAt === undefined) marker?.setLngLat([place.lng, place.lat]);
  }, [marker, place.lat, place.lng, placeAt]);

  useEffect(() => {
    if (marker === null || placeAt === undefined) return;
    let shown: Place | null = null;
    return addMoving((now) => {
      const next = placeAt(now);
      const isSame =
        shown !== null &&
        Math.abs(shown.lat - next.lat) < VISIBLE_DEGREES &&
        Math.abs(shown.lng - next.lng) < VISIBLE_DEGREES;
      if (isSame) return;
      shown = next;
      marker.setLngLat([next.lng, next.lat]);
    });
  }, [marker, placeAt]);
  return marker === null ? null : marker.getElement();
}
