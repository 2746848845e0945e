"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import { directionOf } from "@/lib/geo/model/direction";
import type { Place } from "@/lib/geo/model/place";

/** The names of the town's streets come with its drawing, which the map loads, too. */
const loadStreets = () => import("@/lib/geo/model/town/nearest-street");

/** Says where a place is: its street, where the town is known, and how far from the store. */
export function usePlaceWords(place: Place, store: Place | null): string {
  const t = useTranslations("delivery.pin");
  const [nearest, setNearest] = useState<(place: Place) => string | null>();
  useEffect(() => {
    let isGone = false;
    loadStreets().then(
      ({ nearestDemoStreet }) => {
        if (!isGone) setNearest(() => nearestDemoStreet);
      },
      // Without it, the distance is said.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  const street = nearest?.(place) ?? null;
  const metres = store === null ? null : metresBetween(store, place);
  const parts = [
    ...(street === null ? [] : [t("street", { street })]),
    ...(store === null || metres === null || metres < 5
      ? []
      : [
          metres < 995
            ? t("metres", {
                metres: Math.round(metres / 10) * 10,
                direction: t(`direction.${directionOf(store, place)}`),
              })
            : t("kilometres", { km: metres / 1_000, direction: t(`direction.${directionOf(store, place)}`) }),
        ]),
  ];
  return parts.length > 0 ? parts.join(" · ") : t("at", { lat: place.lat, lng: place.lng });
}
