import "server-only";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import * as z from "zod/mini";
import type { Queryable } from "@/lib/db/client";
import { tripStops } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { trips } from "@/lib/db/schema/riders";
import { toWire } from "@/lib/db/wire";
import { type Trip, type TripStop, tripSchema } from "@/lib/dispatch/model/trip";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { linesToMake } from "@/lib/orders/model/unavailable/lines";
import { readOrdersOfTrip } from "@/lib/orders/server/queries";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { type OrderPlaces, readPlaces } from "./places";

const stopRow = z.object({
  order_id: idSchema,
  kind: z.enum(["pick_up", "drop_off"]),
  arrived_at: z.nullable(instantSchema),
  done_at: z.nullable(instantSchema),
  outcome: z.nullable(z.enum(["done", "failed", "released"])),
  leave_at_door: z.boolean(),
});
type StopRow = z.infer<typeof stopRow>;

interface Known {
  readonly order: BoardOrder;
  readonly places: OrderPlaces;
  /** True from the pick-up on. */
  readonly isPickedUp: boolean;
}

const minutesBefore = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) - minutes * 60_000).toISOString();

function pickUpOf({ leave_at_door: _door, ...stop }: StopRow, { order, places }: Known): TripStop {
  const expected =
    order.promised_at === null ? null : minutesBefore(order.promised_at, order.delivery_minutes);
  return {
    ...stop,
    order_code: order.order_code,
    name: places.store_name,
    address: places.store_address,
    note: order.note,
    place: places.store,
    due_at: order.ready_at ?? expected,
    is_ready: order.ready_at !== null,
    leave_at_door: false,
    cash: null,
    lines: linesToMake(order).map(({ name, quantity, options, note }) => ({
      name,
      quantity,
      options: options.map((option) => option.name),
      note,
    })),
  };
}

/** The rider needs the address to judge the way, and whom to ask for only with the food in hand. */
function dropOffOf(stop: StopRow, { order, places, isPickedUp }: Known): TripStop {
  const { line1, postal_code, city, note } = order.address;
  const isCash = order.payment_status === "due_on_delivery";
  return {
    ...stop,
    order_code: order.order_code,
    name: isPickedUp ? order.customer_name : "",
    address: `${line1}, ${postal_code} ${city}`,
    note: isPickedUp ? note : "",
    place: isPickedUp ? places.door : null,
    due_at: order.eta_to ?? order.promised_at,
    is_ready: order.ready_at !== null,
    cash: isCash ? order.final_amount : null,
    lines: [],
  };
}

/** A stop that another rider makes now shows nothing of its order but the code. */
function releasedStop({ leave_at_door: _door, ...stop }: StopRow, { order_code }: BoardOrder): TripStop {
  return {
    ...stop,
    order_code,
    name: "",
    address: "",
    note: "",
    place: null,
    due_at: null,
    is_ready: false,
    leave_at_door: false,
    cash: null,
    lines: [],
  };
}

async function readStopRows(db: Queryable, tripId: string): Promise<StopRow[]> {
  const rows = await db
    .select({
      order_id: tripStops.order_id,
      kind: tripStops.kind,
      arrived_at: tripStops.arrived_at,
      done_at: tripStops.done_at,
      outcome: tripStops.outcome,
      leave_at_door: orders.leave_at_door,
    })
    .from(tripStops)
    .innerJoin(orders, eq(orders.id, tripStops.order_id))
    .where(eq(tripStops.trip_id, tripId))
    .orderBy(asc(tripStops.position), asc(tripStops.order_id));
  return rows.map((row) => toWire(stopRow, row));
}

/** Returns a trip with its stops as its rider may see them. Not authorised. Throws when there is none. */
export async function readTrip(db: Queryable, tripId: string): Promise<Trip> {
  const [row] = await db.select().from(trips).where(eq(trips.id, tripId));
  if (row === undefined) throw new Error(`There is no trip ${tripId}`);
  const stops = await readStopRows(db, tripId);
  const ids = stops.map(({ order_id }) => order_id);
  const byId = new Map((await readOrdersOfTrip(db, ids)).map((order) => [order.id, order]));
  const places = await readPlaces(db, ids);
  const pickedUp = new Set(
    stops
      .filter(({ kind, done_at }) => kind === "pick_up" && done_at !== null)
      .map(({ order_id }) => order_id),
  );
  const { currency, pay_base: base, pay_distance: distance, pay_waiting: waiting, tip } = row;
  return toWire(tripSchema, {
    ...row,
    metres: row.ridden_metres ?? row.metres,
    pay: { currency, base, distance, waiting, tip },
    stops: stops.map((stop) => {
      const [order, at] = [byId.get(stop.order_id), places.get(stop.order_id)];
      if (order === undefined || at === undefined) throw new Error(`There is no order ${stop.order_id}`);
      if (stop.outcome === "released") return releasedStop(stop, order);
      const known = { order, places: at, isPickedUp: pickedUp.has(stop.order_id) };
      return stop.kind === "pick_up" ? pickUpOf(stop, known) : dropOffOf(stop, known);
    }),
  });
}

/** Returns the trip of a rider that is not finished; null: there is none. */
export async function readOpenTripId(db: Queryable, riderId: string): Promise<string | null> {
  const [trip] = await db
    .select({ id: trips.id })
    .from(trips)
    .where(and(eq(trips.rider_id, riderId), isNull(trips.finished_at)))
    .orderBy(desc(trips.accepted_at))
    .limit(1);
  return trip?.id ?? null;
}
