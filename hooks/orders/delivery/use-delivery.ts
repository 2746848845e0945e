"use client";

import { useMemo } from "react";
import { useNow } from "@/hooks/browser/use-now";
import type { Place } from "@/lib/geo/model/place";
import { estimatedDelivery } from "@/lib/orders/model/lifecycle";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { deliveryRoute, metresAway } from "@/lib/riders/model/delivery-route";
import type { RiderLocation } from "@/lib/riders/model/location";
import { minutesOfRide, minutesToRange } from "@/lib/riders/model/minutes-away";
import { useRiderLocation } from "./use-rider-location";

export interface Delivery {
  location: RiderLocation | null;
  /** Empty where no roads are known. */
  route: readonly Place[];
  /** To the door; null when nobody knows. */
  metres: number | null;
  /** By the distance, or else by the estimate; null when its time has passed. */
  minutes: number | null;
}

/** What a customer is told about a delivery by a rider. */
export function useDelivery(order: OrderDetail): Delivery {
  const location = useRiderLocation(order);
  const now = useNow();
  const [store, door] = [location?.store ?? null, location?.door ?? null];
  // The places are new objects with each answer, and the route must stay the same.
  const key = JSON.stringify([store, door]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for both places
  const route = useMemo(() => deliveryRoute({ store, door }), [key]);
  if (location === null || now === null) return { location, route, metres: null, minutes: null };
  const metres = metresAway(location, route, now);
  const range = estimatedDelivery(order);
  const byRange = range === null ? null : minutesToRange(range, now);
  const vehicle = order.rider_vehicle;
  const minutes = metres === null || vehicle === null ? byRange : minutesOfRide(metres, vehicle);
  return { location, route, metres, minutes };
}
