import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { tripStops } from "@/lib/db/schema/dispatch";
import { addresses, orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { riderStateSchema } from "@/lib/orders/model/delivery";
import type { SeenStop } from "@/lib/riders/model/visibility";
import { idSchema } from "@/lib/text/id";

const stopRowSchema = z.object({
  order_id: idSchema,
  kind: z.enum(["pick_up", "drop_off"]),
  outcome: z.nullable(z.enum(["done", "failed", "released"])),
  tenant_id: idSchema,
  customer_id: idSchema,
  rider_state: riderStateSchema,
  sees_riders: z.boolean(),
  lat: z.nullable(z.number()),
  lng: z.nullable(z.number()),
});

const stopRowsSchema = z.array(stopRowSchema).check(z.maxLength(100));

/** The stops of the open trip of a rider, as JSON: a column of a statement that reads something else as well. */
export const stopsOf = (riderId: unknown) => sql<unknown>`(
  select coalesce(json_agg(json_build_object(
    'order_id', s.order_id, 'kind', s.kind, 'outcome', s.outcome,
    'tenant_id', o.tenant_id, 'customer_id', o.user_id, 'rider_state', o.rider_state,
    'sees_riders', t.sees_riders, 'lat', a.lat, 'lng', a.lng
  ) order by s.position), '[]'::json)
  from ${trips} r
  join ${tripStops} s on s.trip_id = r.id
  join ${orders} o on o.id = s.order_id
  join ${tenants} t on t.id = o.tenant_id
  join ${addresses} a on a.id = o.address_id
  where r.rider_id = ${riderId} and r.finished_at is null
)`;

export function toStops(rows: unknown): SeenStop[] {
  return z.parse(stopRowsSchema, rows).map(({ lat, lng, ...stop }) => ({
    ...stop,
    door: lat === null || lng === null ? null : { lat, lng },
  }));
}
