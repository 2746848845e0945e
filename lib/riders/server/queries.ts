import "server-only";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import * as z from "zod/mini";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { addresses, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riderShifts, riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { type Place, placeSchema } from "@/lib/geo/model/place";
import { listOpenInvitations } from "@/lib/invitations/server/queries";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { type Fleet, fleetRiderSchema, RIDERS_AT_MOST } from "@/lib/riders/model/fleet";
import type { RiderLocation } from "@/lib/riders/model/location";
import { type Position, positionSchema } from "@/lib/riders/model/position";
import { doorsBefore, type LocationRole, locationState, visibleTo } from "@/lib/riders/model/visibility";
import { dispatches, managesFleet } from "./fleet-rights";
import { isOpenShift } from "./shift-rows";
import { stopsOf, toStops } from "./trip-context";

const nameOf = ({ name, email }: { name: string | null; email: string }) =>
  name ?? email.split("@")[0] ?? email;

/** Null when the viewer does not manage the fleet. Null as `tenantId` is the platform's. */
export async function readFleet(viewer: Viewer, tenantId: string | null): Promise<Fleet | null> {
  if (!managesFleet(viewer, tenantId)) return null;
  const db = await queryable();
  const people = await db
    .select({
      id: riders.id,
      name: users.name,
      email: users.email,
      vehicle: riders.vehicle,
      joined_at: riders.created_at,
      is_on_shift: isNotNull(riderShifts.id),
    })
    .from(riders)
    .innerJoin(users, eq(users.id, riders.id))
    .leftJoin(riderShifts, and(eq(riderShifts.rider_id, riders.id), isOpenShift))
    .where(
      and(
        tenantId === null ? isNull(riders.tenant_id) : eq(riders.tenant_id, tenantId),
        isNull(riders.removed_at),
      ),
    )
    .orderBy(asc(users.name), asc(riders.id))
    .limit(RIDERS_AT_MOST);
  return {
    riders: people.map((row) => toWire(fleetRiderSchema, { ...row, name: nameOf(row) })),
    invitations: await listOpenInvitations(db, { kind: "fleet", tenantId }),
  };
}

function placeOrNull(columns: { lat: number | null; lng: number | null }): Place | null {
  const { data } = placeSchema.safeParse(columns);
  return data ?? null;
}

/**
 * Returns where the rider of an order is, as far as the viewer may know: the words for its customer, its store and its rider's
 * dispatchers, the position by the rules of `visibleTo`. Null when the order does not exist for the viewer.
 */
export async function readRiderLocation(viewer: Viewer, orderId: string): Promise<RiderLocation | null> {
  const db = await queryable();
  const [row] = await db
    .select({
      customer: orders.user_id,
      store: orders.tenant_id,
      name: orders.rider_name,
      vehicle: orders.rider_vehicle,
      rider: riders.id,
      fleet: riders.tenant_id,
      position: riderShifts.position,
      stops: stopsOf(orders.rider_id),
      storePlace: { lat: tenants.lat, lng: tenants.lng },
      doorPlace: { lat: addresses.lat, lng: addresses.lng },
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(addresses, eq(addresses.id, orders.address_id))
    .leftJoin(riders, eq(riders.id, orders.rider_id))
    .leftJoin(riderShifts, and(eq(riderShifts.rider_id, riders.id), isOpenShift))
    .where(eq(orders.id, orderId));
  if (row === undefined) return null;
  const roles: LocationRole[] = [
    ...(viewer.userId === row.customer ? ["customer" as const] : []),
    ...(isStaffOf(viewer, row.store) ? ["store" as const] : []),
    ...(row.rider !== null && dispatches(viewer, row.fleet) ? ["dispatcher" as const] : []),
  ];
  if (roles.length === 0) return null;
  const stops = toStops(row.stops);
  const position = z.parse(z.nullable(positionSchema), row.position);
  const isVisible = (at: Position) => roles.some((role) => visibleTo(role, stops, orderId, at));
  const vehicle = vehicleSchema.safeParse(row.vehicle);
  // The rider's other stops concern the customer and the dispatchers, not the store of this stop.
  const mayKnowStops = roles.some((role) => role !== "store");
  const state = locationState(stops, orderId);
  return {
    state: state === "other_first" && !mayKnowStops ? "on_the_way" : state,
    doors_before: mayKnowStops ? doorsBefore(stops, orderId) : 0,
    rider: row.name !== null && vehicle.success ? { name: row.name, vehicle: vehicle.data } : null,
    position: position !== null && isVisible(position) ? position : null,
    store: placeOrNull(row.storePlace),
    door: roles.includes("customer") ? placeOrNull(row.doorPlace) : null,
    read_at: new Date().toISOString(),
  };
}
