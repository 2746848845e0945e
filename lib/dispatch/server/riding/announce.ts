import "server-only";
import { userChannel } from "@/lib/auth/model/channels";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import type { Transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import {
  dispatchChanged,
  type OfferCause,
  offerDeclined,
  offerExpired,
  offerMade,
  offerTaken,
  tripCheckpoint,
  tripFinished,
  tripStarted,
} from "@/lib/dispatch/model/events";
import type { Offer } from "@/lib/dispatch/model/offer";
import type { TripStep } from "@/lib/dispatch/model/trip";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { publish } from "@/lib/realtime/publish/publish";
import type { LockedOrder, RidingPerson } from "./locks";

type OfferEnd = Exclude<Offer["status"], "open">;

/** Offers concern their rider and the dispatchers of the rider's fleet, nobody else. */
const offerReaders = (riderId: string, fleet: string) => [
  userChannel.name(riderId),
  fleetChannel.name(fleet),
];

export function publishOfferMade(tx: Transaction, offer: Offer, fleet: string): void {
  const data = { offer, timestamp: offer.made_at };
  publish(
    tx,
    offerReaders(offer.rider_id, fleet).map((channel) => ({ channel, event: offerMade, data })),
  );
}

export function publishOfferEnd(
  tx: Transaction,
  offer: Pick<Offer, "id" | "rider_id" | "order_ids">,
  end: OfferEnd,
  cause: OfferCause,
  fleet: string,
  now: Date,
): void {
  const { id: offer_id, rider_id, order_ids } = offer;
  const data = { offer_id, rider_id, order_ids, timestamp: now.toISOString() };
  const readers = offerReaders(rider_id, fleet);
  switch (end) {
    case "taken":
      publish(
        tx,
        readers.map((channel) => ({ channel, event: offerTaken, data })),
      );
      return;
    case "declined":
      publish(
        tx,
        readers.map((channel) => ({ channel, event: offerDeclined, data })),
      );
      return;
    case "expired":
    case "withdrawn": {
      const ended = { ...data, is_withdrawn: end === "withdrawn", cause };
      publish(
        tx,
        readers.map((channel) => ({ channel, event: offerExpired, data: ended })),
      );
    }
  }
}

type AboutOrder = Pick<LockedOrder, "id" | "order_code" | "tenant_id" | "user_id">;

interface TripNews {
  readonly tripId: string;
  readonly order: Omit<AboutOrder, "user_id">;
  readonly rider: Pick<RidingPerson, "id" | "name"> & { readonly vehicle: Vehicle };
  readonly now: Date;
}

export interface TripChange extends TripNews {
  readonly order: AboutOrder;
}

/** The customer, the store and the rider learn about this order alone. */
const tripReaders = ({ order, rider }: TripChange) => [
  ...new Set([
    orderChannel.name(order.id),
    userChannel.name(order.user_id),
    tenantOrdersChannel.name(order.tenant_id),
    userChannel.name(rider.id),
  ]),
];

const aboutTrip = ({ tripId, order, rider, now }: TripNews) => ({
  trip_id: tripId,
  order_id: order.id,
  order_code: order.order_code,
  tenant_id: order.tenant_id,
  timestamp: now.toISOString(),
  rider: { name: rider.name, vehicle: rider.vehicle },
});

export function publishTripStarted(tx: Transaction, change: TripChange): void {
  const data = aboutTrip(change);
  publish(
    tx,
    tripReaders(change).map((channel) => ({ channel, event: tripStarted, data })),
  );
}

export function publishTripCheckpoint(tx: Transaction, change: TripChange, step: TripStep): void {
  const data = { ...aboutTrip(change), step };
  publish(
    tx,
    tripReaders(change).map((channel) => ({ channel, event: tripCheckpoint, data })),
  );
}

/** For the rider alone, whose page reads the trip again. */
export function publishOrderChanged(tx: Transaction, change: TripNews): void {
  const data = { ...aboutTrip(change), step: "order_changed" } as const;
  publish(tx, [{ channel: userChannel.name(change.rider.id), event: tripCheckpoint, data }]);
}

export function publishTripFinished(
  tx: Transaction,
  change: TripChange,
  outcome: "done" | "failed" | "released",
): void {
  const data = { ...aboutTrip(change), outcome };
  publish(
    tx,
    tripReaders(change).map((channel) => ({ channel, event: tripFinished, data })),
  );
}

interface ChangedOrder {
  readonly id: string;
  readonly tenant_id: string;
}
interface ChangedRider {
  readonly id: string;
  readonly fleet: string;
}

/**
 * Tells the dispatchers of these fleets what they should read again. Each store learns of its own orders and riders alone: only
 * admins read the platform's channel.
 */
export function publishChanges(
  tx: Transaction,
  fleets: Iterable<string>,
  changed: { readonly orders: readonly ChangedOrder[]; readonly riders: readonly ChangedRider[] },
  now: Date,
): void {
  const news = [...new Set(fleets)].flatMap((fleet) => {
    const isAll = fleet === PLATFORM_FLEET;
    const order_ids = changed.orders.flatMap(({ id, tenant_id }) =>
      isAll || tenant_id === fleet ? [id] : [],
    );
    const rider_ids = changed.riders.flatMap((rider) => (isAll || rider.fleet === fleet ? [rider.id] : []));
    if (order_ids.length + rider_ids.length === 0) return [];
    const data = { timestamp: now.toISOString(), order_ids, rider_ids };
    return [{ channel: fleetChannel.name(fleet), event: dispatchChanged, data }];
  });
  if (news.length > 0) publish(tx, news);
}

/** Dispatchers of the riders' fleets, and of the stores whose orders these are. */
export function publishDispatchChanged(
  tx: Transaction,
  orders: readonly AboutOrder[],
  riders: readonly RidingPerson[],
  now: Date,
): void {
  const fleets = [...riders.map(({ fleet }) => fleet), ...orders.map(({ tenant_id }) => tenant_id)];
  publishChanges(tx, fleets, { orders, riders }, now);
}
