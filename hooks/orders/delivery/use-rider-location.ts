"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pollingOptions } from "@/hooks/orders/order-keys";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { orderChannel } from "@/lib/orders/model/channels";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { RiderLocation } from "@/lib/riders/model/location";
import { applyPosition, riderLocationKey, riderLocationQuery } from "./rider-location-query";

type Carried = Pick<OrderDetail, "id" | "rider_id" | "rider_state">;

/** Returns where the rider of an order is; null until it is known. Read again when the rider takes a step. */
export function useRiderLocation({ id, rider_id, rider_state }: Carried): RiderLocation | null {
  const client = useQueryClient();
  const { state } = useRealtime();
  const { data } = useQuery({
    ...riderLocationQuery(id),
    staleTime: Number.POSITIVE_INFINITY,
    ...pollingOptions(state),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step of the rider changes what may be seen
  useEffect(() => {
    void client.invalidateQueries({ queryKey: riderLocationKey(id) });
  }, [client, id, rider_id, rider_state]);
  return data ?? null;
}

/** Follows the positions of an order's rider. Must be used once only, and only while the rider is out with it. */
export function useRiderPositions(orderId: string): void {
  const client = useQueryClient();
  const readAgain = () => client.invalidateQueries({ queryKey: riderLocationKey(orderId) });
  const readAgainSoon = useSpreadOut(readAgain);
  useChannel(orderChannel.of(orderId), {
    rider_location: (position) => applyPosition(client, orderId, position),
    trip_started: ignore,
    trip_checkpoint: () => void readAgain(),
    trip_finished: () => void readAgain(),
    order_status_update: ignore,
    reset: readAgainSoon,
  });
}
