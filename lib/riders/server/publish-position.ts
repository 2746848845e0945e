import "server-only";
import { fleetOf } from "@/lib/auth/model/fleet";
import { fleetChannel, storeRidersChannel } from "@/lib/dispatch/model/channels";
import { orderChannel } from "@/lib/orders/model/channels";
import { publishEphemeral } from "@/lib/realtime/publish/publish";
import { riderLocation } from "@/lib/riders/model/events";
import type { Position } from "@/lib/riders/model/position";
import { type SeenStop, visibleTo } from "@/lib/riders/model/visibility";

/** Publishes the position of a rider on shift to everyone who may see it now, each at most once a second. */
export function publishPosition(
  rider: { id: string; tenant_id: string | null },
  stops: readonly SeenStop[],
  position: Position,
): void {
  const data = (order_id: string | null) => ({ ...position, rider_id: rider.id, order_id });
  const doors = stops.filter(({ kind }) => kind === "drop_off");
  const seen = doors.filter(({ order_id }) => visibleTo("customer", stops, order_id, position));
  const stores = new Map(
    doors
      .filter(({ order_id }) => visibleTo("store", stops, order_id, position))
      .map(({ tenant_id, order_id }) => [tenant_id, order_id]),
  );
  publishEphemeral([
    { channel: fleetChannel.name(fleetOf(rider.tenant_id)), event: riderLocation, data: data(null) },
    ...seen.map(({ order_id }) => ({
      channel: orderChannel.name(order_id),
      event: riderLocation,
      data: data(order_id),
    })),
    ...[...stores].map(([tenantId, orderId]) => ({
      channel: storeRidersChannel.name(tenantId),
      event: riderLocation,
      data: data(orderId),
    })),
  ]);
}
