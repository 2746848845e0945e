"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { TownMap } from "@/components/map/town-map";
import type { MapMarker, MapRoute } from "@/hooks/map/map-content";
import { useRiding } from "@/hooks/riding/riding-context";
import type { OfferTerms } from "@/lib/dispatch/model/offer";
import { AREA_METRES } from "@/lib/dispatch/model/riding/area";
import type { Place } from "@/lib/geo/model/place";
import { ringAround } from "@/lib/geo/model/ring";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import { PlaceIcon } from "./place-icon";

/** The stores, and circles in which the doors are: where exactly is told with the pick-up. */
export function OfferMap({ stops }: { stops: OfferTerms["stops"] }) {
  const t = useTranslations("rider.offer");
  const { home } = useRiding();
  const position = home.shift?.position ?? null;
  const you = useMemo(
    () => (position === null ? null : { lat: position.lat, lng: position.lng }),
    [position],
  );
  const drawn = useMemo(() => drawWay(stops, you), [stops, you]);
  const markers = useMemo<MapMarker[]>(
    () => [
      ...(you === null
        ? []
        : [
            {
              id: "you",
              place: you,
              kind: "rider" as const,
              label: t("you"),
              children: <span className="ride-you" />,
            },
          ]),
      ...drawn.stores.map(
        ({ name, place }, n): MapMarker => ({
          id: `store ${n}`,
          place,
          kind: "store",
          label: name,
          children: <PlaceIcon kind="pick_up" />,
        }),
      ),
    ],
    [drawn, you, t],
  );
  return (
    <TownMap
      className="h-full"
      label={t("map")}
      markers={markers}
      routes={drawn.routes}
      areas={drawn.areas}
      fit={drawn.fit}
      isStill
    />
  );
}

interface Known {
  readonly kind: "pick_up" | "drop_off";
  readonly name: string;
  readonly place: Place;
}

/** Dotted until the first food, solid with it. */
function drawWay(stops: OfferTerms["stops"], you: Place | null) {
  const known = stops.flatMap(({ kind, name, place }): Known[] =>
    place === null ? [] : [{ kind, name, place }],
  );
  const isOf = (kind: Known["kind"]) => known.filter((stop) => stop.kind === kind);
  const areas = isOf("drop_off").map(({ place }, n) => ({
    id: `door ${n}`,
    edge: ringAround(place, AREA_METRES),
  }));
  const way = [...(you === null ? [] : [you]), ...known.map(({ place }) => place)];
  const routes = way.slice(1).flatMap((to, n): MapRoute[] => {
    const from = way[n];
    if (from === undefined) return [];
    const isToFood = you !== null && n === 0;
    return [{ id: String(n), line: roadRoute(from, to), kind: isToFood ? "ahead" : "chosen" }];
  });
  return { stores: isOf("pick_up"), areas, routes, fit: [...way, ...areas.flatMap(({ edge }) => edge)] };
}
