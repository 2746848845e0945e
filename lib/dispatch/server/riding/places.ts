import "server-only";
import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Queryable } from "@/lib/db/client";
import { addresses, orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import type { offeredStopSchema } from "@/lib/dispatch/model/offer";
import { areaAround, areaOf } from "@/lib/dispatch/model/riding/area";
import { routeLength } from "@/lib/dispatch/model/riding/route-length";
import type { PlannedStop } from "@/lib/dispatch/model/riding/stops";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import { positionSchema } from "@/lib/riders/model/position";
import { anyOf } from "./locks";

export interface OrderPlaces {
  readonly order_code: string;
  readonly store_id: string;
  readonly store_name: string;
  readonly store_address: string;
  readonly store: Place | null;
  readonly door: Place | null;
  /** All that is told of the door before the offer is accepted. */
  readonly area: string;
}

const placeOf = (lat: number | null, lng: number | null): Place | null =>
  lat === null || lng === null ? null : { lat, lng };

/** Not authorised: for offers and trips. */
export async function readPlaces(
  db: Queryable,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderPlaces>> {
  const rows = await db
    .select({
      id: orders.id,
      order_code: orders.order_code,
      store_id: tenants.id,
      store_name: tenants.name,
      store_line: tenants.address_line,
      store_city: tenants.city,
      store_lat: tenants.lat,
      store_lng: tenants.lng,
      line1: addresses.line1,
      city: addresses.city,
      postal_code: addresses.postal_code,
      door_lat: addresses.lat,
      door_lng: addresses.lng,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(addresses, eq(addresses.id, orders.address_id))
    .where(sql`${orders.id} = ${anyOf(orderIds)}`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        order_code: row.order_code,
        store_id: row.store_id,
        store_name: row.store_name,
        store_address: `${row.store_line}, ${row.store_city}`,
        store: placeOf(row.store_lat, row.store_lng),
        door: placeOf(row.door_lat, row.door_lng),
        area: areaOf(row),
      },
    ]),
  );
}

function placesOf(places: ReadonlyMap<string, OrderPlaces>, orderId: string): OrderPlaces {
  const found = places.get(orderId);
  if (found === undefined) throw new Error(`There is no order ${orderId}`);
  return found;
}

/** Returns stops as an offer shows them: of a door, the area alone. Throws when an order does not exist. */
export async function describeStops(
  db: Queryable,
  stops: readonly PlannedStop[],
): Promise<z.infer<typeof offeredStopSchema>[]> {
  const places = await readPlaces(
    db,
    stops.map(({ order_id }) => order_id),
  );
  return stops.map(({ order_id, kind }) => {
    const { order_code, store_name, store_address, store, door, area } = placesOf(places, order_id);
    return kind === "pick_up"
      ? { kind, order_id, order_code, name: store_name, address: store_address, place: store }
      : { kind, order_id, order_code, name: area, address: null, place: door && areaAround(door) };
  });
}

const placed = z.pick(positionSchema, { lat: true, lng: true });

/** Returns the metres of a route, from the rider's position (as the shift's row has it) where that is known. */
export async function planLength(
  db: Queryable,
  position: unknown,
  stops: readonly PlannedStop[],
): Promise<number> {
  const places = await readPlaces(
    db,
    stops.map(({ order_id }) => order_id),
  );
  const from = placed.safeParse(position);
  return routeLength([
    from.success ? from.data : null,
    ...stops.map(({ order_id, kind }) =>
      kind === "pick_up" ? placesOf(places, order_id).store : placesOf(places, order_id).door,
    ),
  ]);
}
