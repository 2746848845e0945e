import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { fleetOf } from "@/lib/auth/model/fleet";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { dispatchDecisions } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riderShifts, riders } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import type { Offer, OfferTerms } from "@/lib/dispatch/model/offer";
import { makeOffer } from "@/lib/dispatch/server/offers";
import { describeStops } from "@/lib/dispatch/server/riding/places";
import type { OrderDetail, PlaceOrder } from "@/lib/orders/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "./world";

const PORT_SELBY = { lat: 54.32, lng: 10.13 };

/** A store whose orders riders bring. */
export const makeRiderStore = (over: Parameters<typeof makeRestaurant>[0] = {}) =>
  makeRestaurant({ delivery_by: "riders", ...PORT_SELBY, ...over });

interface RiderOptions {
  tenantId?: string | null;
  isOnShift?: boolean;
}

/** On shift, at the store, unless stated otherwise. */
export async function makeRider(
  name: string,
  { tenantId = null, isOnShift = true }: RiderOptions = {},
): Promise<Viewer> {
  const person = await makePerson(name);
  const db = await queryable();
  await db.insert(riders).values({ id: person.userId, tenant_id: tenantId, vehicle: "bicycle" });
  const now = new Date();
  if (isOnShift)
    await db.insert(riderShifts).values({
      id: newId(),
      rider_id: person.userId,
      vehicle: "bicycle",
      started_at: now,
      ends_at: new Date(now.getTime() + 4 * 3_600_000),
      tracking_token_hash: randomUUID(),
      position: {
        seq: 1,
        ...PORT_SELBY,
        accuracy: 10,
        heading: null,
        speed: null,
        at: now.toISOString(),
      },
    });
  return { ...person, riderFleet: fleetOf(tenantId) };
}

/** An order that the kitchen has accepted, with a door two kilometres away. */
export async function makeAcceptedOrder(
  customer: Viewer,
  staff: Viewer,
  restaurant: TestRestaurant,
  over: Partial<PlaceOrder> = {},
): Promise<OrderDetail> {
  const address = {
    line1: "Harbour 7",
    city: "Port Selby",
    postal_code: "12345",
    note: "",
    lat: 54.335,
    lng: 10.14,
  };
  const order = await makeOrder(customer, restaurant, { address, ...over });
  const accepted = await changeOrder(staff, order.id, { name: "accept" });
  if (!accepted.ok) throw new Error(accepted.message);
  const db = await queryable();
  await db.update(orders).set({ delivery_pin: "1234", leave_at_door: false }).where(eq(orders.id, order.id));
  return order;
}

const TERMS: Omit<OfferTerms, "stops"> = {
  currency: "EUR",
  pay: 525,
  tip: 100,
  metres: 2_500,
  wait_minutes: 2,
  minutes: 20,
  reason: { key: "nearest", values: {} },
};

/** Returns null when the engine's moment has passed, as `makeOffer` does. */
export function offerTo(
  rider: Viewer,
  orderIds: readonly string[],
  {
    now = new Date(),
    tripId = null,
    isMove = false,
  }: { now?: Date; tripId?: string | null; isMove?: boolean } = {},
): Promise<Offer | null> {
  return transaction(async (tx) => {
    const decisionId = newId();
    const why = { kind: "offer", reason: TERMS.reason, candidates: [] };
    await tx.insert(dispatchDecisions).values({ id: decisionId, at: now, rider_id: rider.userId, ...why });
    const plan = (["pick_up", "drop_off"] as const).flatMap((kind) =>
      orderIds.map((order_id) => ({ order_id, kind })),
    );
    const stops = await describeStops(tx, plan);
    return makeOffer(tx, {
      ...{ riderId: rider.userId, tripId, orderIds, isMove, stops },
      ...{ terms: TERMS, decisionId, now },
    });
  });
}

/** Throws where `offerTo` returns null. */
export async function mustOffer(...call: Parameters<typeof offerTo>): Promise<Offer> {
  const offer = await offerTo(...call);
  if (offer === null) throw new Error("The offer was not made");
  return offer;
}
