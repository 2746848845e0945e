"use client";

import { Bike, House, Store } from "lucide-react";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import type { MapMarker } from "@/hooks/map/map-content";
import { useMarker } from "@/hooks/map/use-marker";
import { moved } from "@/lib/geo/model/moved";

const DRAWINGS = {
  rider: <Bike aria-hidden="true" />,
  store: <Store aria-hidden="true" />,
  door: <House aria-hidden="true" />,
  point: null,
} as const;

const STEP_METRES = 10;
const SMALL_STEP_METRES = 1;
const DIRECTIONS = new Map([
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
]);

export function MapMarkerPart({ map, marker }: { map: MapLibreMap; marker: MapMarker }) {
  const { place, kind, label, caption, captionSide = "below", children, isDimmed, isSelected } = marker;
  const { onPress, onMove } = marker;
  const element = useMarker(map, marker);
  if (element === null) return null;

  function moveByKey(event: KeyboardEvent) {
    const [east, north] = DIRECTIONS.get(event.key) ?? [];
    if (east === undefined || north === undefined || onMove === undefined) return;
    event.preventDefault();
    // The map itself moves by these keys.
    event.stopPropagation();
    const metres = event.shiftKey ? SMALL_STEP_METRES : STEP_METRES;
    onMove(moved(place, east * metres, north * metres));
  }

  const drawing = (
    <>
      <span
        className="map-sign"
        data-kind={kind}
        data-dimmed={isDimmed || undefined}
        data-selected={isSelected || undefined}
      >
        {children ?? DRAWINGS[kind]}
      </span>
      {caption !== undefined && (
        <span aria-hidden="true" className="map-caption" data-side={captionSide}>
          {caption}
        </span>
      )}
    </>
  );
  return createPortal(
    onPress === undefined && onMove === undefined ? (
      <span role="img" aria-label={label} className="map-thing">
        {drawing}
      </span>
    ) : (
      <button
        type="button"
        aria-label={label}
        aria-pressed={onPress === undefined ? undefined : (isSelected ?? false)}
        className="map-thing"
        onClick={(event) => {
          event.stopPropagation();
          onPress?.();
        }}
        onKeyDown={moveByKey}
      >
        {drawing}
      </button>
    ),
    element,
  );
}
