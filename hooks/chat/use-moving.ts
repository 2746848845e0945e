"use client";

import { useEffect, useState } from "react";

/** 8 km/h in metres a second: faster than anybody walks. */
const MOVING = 8 / 3.6;
/** Slower than this, a rider has stopped. Between the two nothing changes, so that the field does not come and go. */
const STOPPED = 4 / 3.6;
/** Without a position for so long (ms), nothing is known, and typing is not kept from anybody. */
const FORGOTTEN_MS = 15_000;

/** Returns whether the phone moves as on a ride. Asks for no permission: a rider on shift has given it. */
export function useMoving(): boolean {
  const [isMoving, setMoving] = useState(false);
  useEffect(() => {
    // Missing on pages without HTTPS.
    const geolocation: Geolocation | null | undefined = navigator.geolocation;
    if (geolocation == null) return;
    let forget: ReturnType<typeof setTimeout> | undefined;
    const watch = geolocation.watchPosition(
      ({ coords: { speed } }) => {
        clearTimeout(forget);
        forget = setTimeout(() => setMoving(false), FORGOTTEN_MS);
        const metres = speed ?? 0;
        setMoving((was) => (was ? metres > STOPPED : metres > MOVING));
      },
      () => undefined,
      { enableHighAccuracy: true, maximumAge: 5_000 },
    );
    return () => {
      clearTimeout(forget);
      geolocation.clearWatch(watch);
    };
  }, []);
  return isMoving;
}
