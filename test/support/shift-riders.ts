import { and, eq, isNull } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import { toWire } from "@/lib/db/wire";
import { type RiderState, vehicleSchema } from "@/lib/orders/model/delivery";
import { positionSchema } from "@/lib/riders/model/position";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { makePerson } from "./world";

/** A rider of a store's fleet, or of the platform's. */
export async function makeRider(name: string, tenantId: string | null = null): Promise<Viewer> {
  const person = await makePerson(name);
  await (await queryable()).insert(riders).values({ id: person.userId, tenant_id: tenantId });
  return { ...person, riderFleet: tenantId ?? "platform" };
}

/** Returns the shift's tracking token. */
export async function goOnShift(rider: Viewer): Promise<string> {
  const result = await commands.set_shift.execute(rider, { on: true, vehicle: "bicycle" }, undefined);
  if (!result.ok || result.data.tracking_token === null) throw new Error("The shift did not begin");
  return result.data.tracking_token;
}

export interface CarriedOrder {
  readonly id: string;
  readonly state: RiderState;
  readonly outcome?: "done" | "failed" | "released";
}

const openShiftSchema = z.object({
  id: idSchema,
  vehicle: vehicleSchema,
  started_at: instantSchema,
  ends_at: instantSchema,
  position: z.nullable(positionSchema),
});

/** The shift on which a rider is; null: off shift. */
export async function readRiderShift(riderId: string): Promise<z.infer<typeof openShiftSchema> | null> {
  const db = await queryable();
  const [row] = await db
    .select()
    .from(riderShifts)
    .where(and(eq(riderShifts.rider_id, riderId), isNull(riderShifts.ended_at)));
  return row === undefined ? null : toWire(openShiftSchema, row);
}

/** An open trip as the dispatch would leave it: all pick-ups, then all doors. The rider is on shift. */
export async function makeTrip(rider: Viewer, carried: readonly CarriedOrder[]): Promise<string> {
  const db = await queryable();
  const shift = await readRiderShift(rider.userId);
  if (shift === null) throw new Error(`${rider.name} is off shift`);
  const id = newId();
  await db.insert(trips).values({
    ...{ id, rider_id: rider.userId, shift_id: shift.id, vehicle: shift.vehicle, version: 1 },
    ...{ accepted_at: new Date(), metres: 2_000, currency: "EUR", pay_base: 300, pay_distance: 180 },
  });
  const isPickedUp = ({ state }: CarriedOrder) => !["none", "accepted", "at_store"].includes(state);
  await db.insert(tripStops).values([
    ...carried.map((order, position) => ({
      ...{ trip_id: id, order_id: order.id, kind: "pick_up" as const, position },
      outcome: isPickedUp(order) ? ("done" as const) : null,
    })),
    ...carried.map((order, index) => ({
      ...{ trip_id: id, order_id: order.id, kind: "drop_off" as const, position: carried.length + index },
      outcome: order.outcome ?? null,
    })),
  ]);
  for (const order of carried)
    await db
      .update(orders)
      .set({
        ...{ rider_id: rider.userId, rider_name: rider.name, rider_vehicle: shift.vehicle },
        ...{ rider_state: order.state, trip_id: id, delivery_by: "riders" },
      })
      .where(eq(orders.id, order.id));
  return id;
}
