"use client";

import { useMemo } from "react";
import { TownMap } from "@/components/map/town-map";
import type { MapMarker } from "@/hooks/map/map-content";
import { metresOf, pointAlong } from "@/lib/geo/model/line";
import { findDemoAddress } from "@/lib/geo/model/town/find-demo-address";
import { roadRoute } from "@/lib/geo/model/town/road-route";

const RIDERS = 12;
const METRES_PER_MS = 4 / 1_000;
const STREETS = ["Harbour Street", "Mill Lane", "Station Road", "Chapel Road"];

function ridersOf(): MapMarker[] {
  return Array.from({ length: RIDERS }, (_, n) => {
    const from = findDemoAddress(`${STREETS[n % STREETS.length]} ${1 + n * 3}`);
    const to = findDemoAddress(`${STREETS[(n + 1) % STREETS.length]} ${50 - n * 3}`);
    if (from === null || to === null) throw new Error("Port Selby lacks a street");
    const route = roadRoute(from, to);
    const length = metresOf(route);
    return {
      id: `${n}`,
      kind: "rider",
      label: `Rider ${n + 1}`,
      place: from,
      placeAt: (now) => pointAlong(route, (now * METRES_PER_MS) % length) ?? from,
    };
  });
}

export function MovingMap() {
  const markers = useMemo(ridersOf, []);
  return <TownMap label="Riders" markers={markers} isInPage={false} className="h-dvh" />;
}
