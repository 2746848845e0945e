"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { TownMap } from "@/components/map/town-map";
import { VehicleIcon } from "@/components/orders/delivery/vehicle-icon";
import { useNow } from "@/hooks/browser/use-now";
import type { MapMarker, MapRoute } from "@/hooks/map/map-content";
import { useDelivery } from "@/hooks/orders/delivery/use-delivery";
import { useRiderPositions } from "@/hooks/orders/delivery/use-rider-location";
import { useRiderMotion } from "@/hooks/orders/delivery/use-rider-motion";
import { cutLine, nearestOnLine } from "@/lib/geo/model/line";
import type { Place } from "@/lib/geo/model/place";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { freshnessOf } from "@/lib/riders/model/freshness";

const ON_ROUTE = 30;

/** The road behind the rider is pale, the one ahead dotted. Without a position, all of it is ahead. */
function routesOf(route: readonly Place[], rider: Place | null): MapRoute[] {
  const [passed, ahead] = rider === null ? [[], route] : split(route, rider);
  return [
    { id: "passed", kind: "passed", line: passed },
    { id: "ahead", kind: "ahead", line: ahead },
  ];
}

function split(route: readonly Place[], rider: Place): [readonly Place[], readonly Place[]] {
  const nearest = nearestOnLine(rider, route);
  if (nearest === null || nearest.away > ON_ROUTE) return [[], []];
  return cutLine(route, nearest.metres);
}

/** The rider on the way to the door, for the customer. Mounted while the rider is out with the order. */
export function DeliveryMap({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.delivery");
  useRiderPositions(order.id);
  const { location, route, metres } = useDelivery(order);
  const now = useNow();
  const position = location?.position ?? null;
  const drawn = useRiderMotion(position, route);
  const { rider_name: rider, rider_vehicle: vehicle } = order;
  const age = position === null || now === null ? null : freshnessOf(Date.parse(position.at), now);
  const isLost = age?.freshness === "lost";
  const shown = isLost ? null : drawn;
  const at = shown?.place ?? null;
  // A metre is not worth a new line.
  const key = at === null ? "" : `${at.lat.toFixed(5)} ${at.lng.toFixed(5)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the place
  const routes = useMemo(() => routesOf(route, at), [route, key]);
  if (location === null) return <div className="order-map" />;
  // Where the rider may not be seen, the sentence above says why.
  if (rider === null || location.door === null || location.state === "other_first") return null;

  const markers: MapMarker[] = [
    { id: "door", kind: "door", place: location.door, label: t("door"), caption: t("door") },
  ];
  if (location.store !== null)
    markers.push({
      id: "store",
      kind: "store",
      place: location.store,
      label: order.tenant_name,
      caption: order.tenant_name,
      captionSide: "above",
    });
  if (shown !== null)
    markers.push({
      id: "rider",
      kind: "rider",
      place: shown.place,
      placeAt: shown.placeAt,
      label: rider,
      isDimmed: age?.freshness === "dimmed",
      children: vehicle === null ? undefined : <VehicleIcon vehicle={vehicle} />,
    });

  function ageWords() {
    if (age === null) return t("no_position", { rider: rider ?? "" });
    if (isLost) return t("position_lost", { rider: rider ?? "", minutes: Math.floor(age.seconds / 60) });
    if (age.seconds >= 120) return t("updated_minutes", { minutes: Math.floor(age.seconds / 60) });
    return t("updated", { seconds: age.seconds });
  }

  return (
    <TownMap
      label={metres === null ? t("map") : t("map_with_distance", { rider, metres })}
      markers={markers}
      routes={routes}
      fitKey={markers.map(({ id }) => id).join(" ")}
      className="order-map"
    >
      <p className="absolute top-3 left-3 max-w-[calc(100%-1.5rem)] rounded-[10px] bg-ticket px-3 py-1 font-semibold text-[0.875rem] shadow-ticket">
        {ageWords()}
      </p>
    </TownMap>
  );
}
