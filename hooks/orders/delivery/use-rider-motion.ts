"use client";

import { useCallback, useEffect, useState } from "react";
import { useMediaQuery } from "@/hooks/browser/use-media-query";
import { useNow } from "@/hooks/browser/use-now";
import { REDUCED_MOTION } from "@/hooks/map/use-fit";
import type { Place } from "@/lib/geo/model/place";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { addFix, drawnPlace, type Motion, restingPlace, startMotion } from "@/lib/riders/model/motion";
import type { Position } from "@/lib/riders/model/position";

export interface DrawnRider {
  /** Where it is drawn, as of this second. */
  place: Place;
  /** For each frame; undefined under reduced motion, where the rider jumps. */
  placeAt: ((now: number) => Place) | undefined;
}

/** Draws a rider along a route, which must not be a new array each time. Null without a position. */
export function useRiderMotion(position: Position | null, route: readonly Place[]): DrawnRider | null {
  const isStill = useMediaQuery(REDUCED_MOTION);
  const now = useNow();
  const [motion, setMotion] = useState<Motion | null>(null);
  useEffect(() => {
    if (position === null) return setMotion(null);
    const fix = { ...position, at: Date.parse(position.at) };
    setMotion((known) =>
      known === null || known.route !== route ? startMotion(route, fix) : addFix(known, fix, serverNow()),
    );
  }, [position, route]);
  const placeAt = useCallback(
    (at: number) => (motion === null ? { lat: 0, lng: 0 } : drawnPlace(motion, at)),
    [motion],
  );
  if (motion === null) return null;
  if (isStill || now === null) return { place: restingPlace(motion), placeAt: undefined };
  return { place: drawnPlace(motion, now), placeAt };
}
