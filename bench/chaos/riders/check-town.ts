import type { Client } from "pg";
import * as z from "zod";
import { UNOWNED_AT_MOST_MS } from "../../../test/support/order-owner";
import type { Logbook } from "./logbook";
import type { OwnerWatch } from "./owner-watch";
import type { RiderStore } from "./town";

export interface TownVerdict {
  orders: number;
  delivered: number;
  offers: Record<string, number>;
  longestUnownedMs: number;
  faults: string[];
}

const orderRow = z.object({
  id: z.string(),
  version: z.number().int(),
  status: z.string(),
  versions: z.array(z.number().int()),
  deliveries: z.coerce.number(),
  last_version: z.number().int().nullable(),
  last_status: z.string().nullable(),
});
type OrderRow = z.infer<typeof orderRow>;

const ORDERS = `
  select o.id, o.version, o.status,
    (select coalesce(array_agg(h.version order by h.version), '{}') from order_history h where h.order_id = o.id) as versions,
    (select count(*) from trip_stops s where s.order_id = o.id and s.kind = 'drop_off' and s.outcome = 'done') as deliveries,
    (e.data::jsonb ->> 'version')::int as last_version, e.data::jsonb ->> 'order_status' as last_status
  from orders o
  left join lateral (
    select data from channel_events where channel = 'order:' || o.id and type = 'order_status_update'
    order by "offset" desc limit 1
  ) e on true
  where o.tenant_id = any($1)`;

const tripRow = z.object({ order_id: z.string(), type: z.string(), trip_id: z.string() });
const TRIPS = `
  select substr(e.channel, 7) as order_id, e.type, e.data::jsonb ->> 'trip_id' as trip_id
  from channel_events e join orders o on e.channel = 'order:' || o.id
  where o.tenant_id = any($1) and e.type in ('trip_started', 'trip_finished')
  order by e.channel, e."offset"`;

const offerRow = z.object({
  id: z.string(),
  status: z.string(),
  made: z.coerce.number(),
  ends: z.array(z.string()),
});
/** How each offer ended, as its rider was told. */
const OFFERS = `
  select f.id, f.status,
    (select count(*) from channel_events e where e.channel = 'user:' || f.rider_id
      and e.type = 'offer_made' and e.data::jsonb -> 'offer' ->> 'id' = f.id::text) as made,
    (select coalesce(array_agg(case when e.type = 'offer_expired' and (e.data::jsonb ->> 'is_withdrawn')::boolean
        then 'withdrawn' else substr(e.type, 7) end), '{}')
      from channel_events e where e.channel = 'user:' || f.rider_id
      and e.type in ('offer_taken', 'offer_declined', 'offer_expired')
      and e.data::jsonb ->> 'offer_id' = f.id::text) as ends
  from offers f join riders r on r.id = f.rider_id where r.tenant_id = any($1)`;

function faultsOf(order: OrderRow, logbook: Logbook): string[] {
  const { id, version, status, versions, deliveries, last_version, last_status } = order;
  const faults: string[] = [];
  if (new Set(versions).size !== versions.length || (versions.at(-1) ?? 0) > version)
    faults.push(`Order ${id} is at version ${version}, its history has ${versions.join(", ")}`);
  if (last_version !== version || last_status !== status)
    faults.push(
      `Order ${id} is ${status} (${version}); its last event says ${last_status} (${last_version})`,
    );
  if (deliveries > 1) faults.push(`Order ${id} was delivered on ${deliveries} trips`);
  if (logbook.delivered.has(id) && (status !== "Delivered" || deliveries !== 1))
    faults.push(`Order ${id} was handed over, is ${status}, and was delivered on ${deliveries} trips`);
  return faults;
}

/** Trips of one order follow one another, and each begins and ends once. */
export function tripFaults(rows: readonly z.infer<typeof tripRow>[]): string[] {
  const under = new Map<string, string>();
  return rows.flatMap(({ order_id, type, trip_id }) => {
    const present = under.get(order_id);
    if (type === "trip_started") {
      under.set(order_id, trip_id);
      return present === undefined ? [] : [`Order ${order_id} joined ${trip_id} while it was on ${present}`];
    }
    under.delete(order_id);
    return present === trip_id ? [] : [`Order ${order_id} left ${trip_id}, and was on ${present}`];
  });
}

export function offerFaults(
  rows: readonly z.infer<typeof offerRow>[],
  { accepted, declined }: Logbook,
): string[] {
  return rows.flatMap(({ id, status, made, ends }) => {
    const expected = status === "open" ? [] : [status];
    const answer = accepted.has(id) ? "taken" : declined.has(id) ? "declined" : null;
    return [
      ...(made === 1 ? [] : [`Offer ${id} was made ${made} times`]),
      ...(ends.join() === expected.join() ? [] : [`Offer ${id} is ${status}; its rider was told ${ends}`]),
      ...(answer === null || answer === status ? [] : [`Offer ${id} was ${answer} and is ${status}`]),
    ];
  });
}

export async function checkTown(
  db: Client,
  stores: readonly RiderStore[],
  logbook: Logbook,
  watch: OwnerWatch,
): Promise<TownVerdict> {
  const ids = [stores.map(({ id }) => id)];
  const orders = z.array(orderRow).parse((await db.query(ORDERS, ids)).rows);
  const trips = z.array(tripRow).parse((await db.query(TRIPS, ids)).rows);
  const offers = z.array(offerRow).parse((await db.query(OFFERS, ids)).rows);
  const placed = new Set(logbook.placed.map(({ orderId }) => orderId));
  const known = new Set(orders.map(({ id }) => id));
  const delivered = orders.filter(({ status }) => status === "Delivered").length;
  const counts = Map.groupBy(offers, ({ status }) => status);
  return {
    orders: orders.length,
    delivered,
    offers: Object.fromEntries([...counts].sort().map(([status, all]) => [status, all.length])),
    longestUnownedMs: watch.longestMs,
    faults: [
      ...logbook.faults,
      ...orders.flatMap((order) => faultsOf(order, logbook)),
      ...tripFaults(trips),
      ...offerFaults(offers, logbook),
      ...[...watch.inTwoTrips].map((id) => `Order ${id} was in two accepted trips`),
      ...[...placed].filter((id) => !known.has(id)).map((id) => `Order ${id} was accepted and is not there`),
      ...(placed.size === logbook.placed.length ? [] : ["Two orders of the town were accepted as one"]),
      ...(watch.longestMs <= UNOWNED_AT_MOST_MS
        ? []
        : [`An order had no owner for ${watch.longestMs} ms: ${watch.longestOf}`]),
      ...(delivered === 0 || !counts.has("taken") ? ["No rider of the town brought anything"] : []),
    ],
  };
}
