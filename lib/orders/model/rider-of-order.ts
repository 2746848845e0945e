import type { OrderSummary } from "./schema";

/** Returns the rider who has accepted the order, or null. */
export function riderOfOrder({
  rider_name: name,
  rider_vehicle: vehicle,
}: Pick<OrderSummary, "rider_name" | "rider_vehicle">) {
  return name === null || vehicle === null ? null : { name, vehicle };
}
