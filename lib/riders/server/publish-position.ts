import "server-only";
import { fleetOf } from "@/lib/auth/model/fleet";
import { fleetChannel, storeRidersChannel } from "@/lib/dispatch/model/channels";
import { orderChannel } from "@/lib/orders/model/channels";
import { publishEphemeral } from "@/lib/realtime/publish/publish";
import { riderLocation } from "@/lib/riders/model/events";
import type { Position } from "@/lib/riders/model/position";
import { type SeenStop, visibleTo } from "@/lib/riders/model/visibility";

export interface SeenPosition {
  readonly rider: { readonly id: string; readonly tenant_id: string | null };
  readonly stops: readonly SeenStop[];
  readonly position: Position;
}

function draftsOf({ rider, stops, position }: SeenPosition) {
  const data = (order_id: string | null) => ({ ...position, rider_id: rider.id, order_id });
  const doors = stops.filter(({ kind }) => kind === "drop_off");
  const seen = doors.filter(({ order_id }) => visibleTo("customer", stops, order_id, position));
  const stores = new Map(
    doors
      .filter(({ order_id }) => visibleTo("store", stops, order_id, position))
      .map(({ tenant_id, order_id }) => [tenant_id, order_id]),
  );
  return [
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
  ];
}

/** Publishes positions of riders on shift to everyone who may see them now, each at most once a second. */
export function publishPositions(positions: readonly SeenPosition[]): void {
  if (positions.length > 0) publishEphemeral(positions.flatMap(draftsOf));
}
