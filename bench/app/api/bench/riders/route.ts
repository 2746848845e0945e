import { v7 as newId } from "uuid";
import * as z from "zod";
import { createToken } from "@/lib/auth/credentials/tokens";
import { queryable } from "@/lib/db/client";
import { tripStops } from "@/lib/db/schema/dispatch";
import { addresses, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { newTrackingToken } from "@/lib/riders/server/tracking-token";

const bodySchema = z.object({ count: z.number().int().positive().max(5_000) });

/** One order under way: its rider on shift, its customer, and what both need. */
function makeRide(tenantId: string) {
  const ids = {
    rider: newId(),
    customer: newId(),
    address: newId(),
    order: newId(),
    shift: newId(),
    trip: newId(),
  };
  const { secret, hash } = newTrackingToken();
  const now = new Date();
  return {
    ids,
    tracking: secret,
    users: [ids.rider, ids.customer].map((id) => ({ id, email: `${id}@bench.test`, name: "Somebody" })),
    rider: { id: ids.rider },
    shift: {
      ...{
        id: ids.shift,
        rider_id: ids.rider,
        vehicle: "bicycle",
        started_at: now,
        tracking_token_hash: hash,
      },
      ends_at: new Date(now.getTime() + 3_600_000),
    },
    address: {
      id: ids.address,
      user_id: ids.customer,
      line1: "Quay 1",
      city: "Port Selby",
      postal_code: "1",
    },
    order: {
      ...{ id: ids.order, order_code: `ORD-${ids.order}`, tenant_id: tenantId, user_id: ids.customer },
      ...{ address_id: ids.address, order_status: "Out for Delivery", version: 4, payment_method: "cash" },
      ...{ payment_status: "due_on_delivery", currency: "EUR", items_total: 1_000, delivery_fee: 0 },
      ...{ final_amount: 1_000, total_qty: 1, accept_by: now, accepted_at: now, dispatched_at: now },
      ...{ delivery_by: "riders", rider_id: ids.rider, rider_name: "Somebody", rider_vehicle: "bicycle" },
      ...{ rider_state: "picked_up", trip_id: ids.trip },
    },
    trip: {
      ...{ id: ids.trip, rider_id: ids.rider, shift_id: ids.shift, vehicle: "bicycle", version: 2 },
      ...{ accepted_at: now, left_at: now, metres: 2_000, currency: "EUR", pay_base: 300, pay_distance: 180 },
    },
    stops: [
      {
        ...{ trip_id: ids.trip, order_id: ids.order, kind: "pick_up" as const, position: 0 },
        outcome: "done" as const,
      },
      { trip_id: ids.trip, order_id: ids.order, kind: "drop_off" as const, position: 1 },
    ],
  };
}

/** Responds with a ride for each rider: the tracking token of the shift, and the token and order of the customer. */
export async function POST(request: Request): Promise<Response> {
  const { count } = bodySchema.parse(await request.json());
  const db = await queryable();
  const [store] = await db.select({ id: tenants.id }).from(tenants).limit(1);
  if (store === undefined) throw new Error("There is no store");
  const rides = Array.from({ length: count }, () => makeRide(store.id));
  for (let from = 0; from < count; from += 250) {
    const part = rides.slice(from, from + 250);
    await db.insert(users).values(part.flatMap((ride) => ride.users));
    await db.insert(riders).values(part.map((ride) => ride.rider));
    await db.insert(riderShifts).values(part.map((ride) => ride.shift));
    await db.insert(addresses).values(part.map((ride) => ride.address));
    await db.insert(orders).values(part.map((ride) => ride.order));
    await db.insert(trips).values(part.map((ride) => ride.trip));
    await db.insert(tripStops).values(part.flatMap((ride) => ride.stops));
  }
  const answer = [];
  for (const { ids, tracking } of rides) {
    const { token } = await createToken(ids.customer, {
      name: "bench",
      scopes: ["events:read", "orders:read"],
    });
    answer.push({ tracking, order: ids.order, customer: token });
  }
  return Response.json({ rides: answer });
}
