import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { isStaffOf } from "@/lib/auth/model/staff";
import { hasRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { offers } from "@/lib/db/schema/dispatch";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import {
  type DispatchRider,
  type DispatchStore,
  type DispatchView,
  dispatchStoreSchema,
  dispatchViewSchema,
  STORES_AT_MOST,
} from "@/lib/dispatch/model/dispatch-view";
import type { Offer } from "@/lib/dispatch/model/offer";
import { MEDIAN } from "@/lib/dispatch/model/readiness/ready-times";
import { endOverdueOffers } from "@/lib/dispatch/server/offers";
import { anyOf, offerColumns, toOffer } from "@/lib/dispatch/server/riding/locks";
import { areaOfStore } from "./area";
import { type AreaFacts, readSharedFacts } from "./area-facts";
import { readPresentDecisions } from "./decisions";
import type { AreaOrder, AreaRider } from "./read-area";
import { mayChoose } from "./rights";
import { readyTimesOfOrder } from "./snapshot-of";

/** A store's own fleet with the store's orders, or the platform's fleet with all stores that it serves. */
export type DispatchScope = "platform" | { readonly tenantId: string };

const iso = (instant: number) => new Date(instant).toISOString();
const isoOf = (instant: Date | null) => instant?.toISOString() ?? null;

async function readOffers(db: Queryable, ids: readonly string[]): Promise<Map<string, Offer>> {
  const rows = await db
    .select(offerColumns)
    .from(offers)
    .where(sql`${offers.id} = ${anyOf(ids)}`);
  return new Map(rows.map((row) => [row.id, toOffer(row)]));
}

function stopsOf(rider: AreaRider, { state, readiness, times, planned }: AreaFacts): DispatchRider["stops"] {
  const { settings } = planned.snapshot;
  const now = state.now.getTime();
  const known = new Map(state.orders.map((order) => [order.id, order]));
  let at: number | null = now;
  let place = rider.position ?? rider.stops[0]?.place ?? null;
  return rider.stops.slice(0, 6).map(({ place: next, arrived_at, ...stop }) => {
    if (at !== null && place !== null && next !== null) {
      const ride = times.travel(rider.vehicle, place, next);
      at = arrived_at === null ? at + ride : now;
    } else at = null;
    place = next;
    const expected = at;
    if (at !== null && stop.kind === "pick_up") {
      const order = known.get(stop.order_id);
      const ready = order === undefined ? at : readyTimesOfOrder(order, readiness, now)[MEDIAN];
      at = Math.max(at + settings.storeMs, ready);
    } else if (at !== null) at += settings.doorMs;
    return {
      order_id: stop.order_id,
      order_code: stop.order_code,
      kind: stop.kind,
      name: stop.kind === "pick_up" ? stop.store_name : stop.line1,
      place: next,
      expected_at: expected === null ? null : iso(expected),
    };
  });
}

function riderOf(rider: AreaRider, facts: AreaFacts): DispatchRider {
  const { id, name, tenant_id, vehicle, started_at, ends_at, position, stops, isAnswering } = rider;
  return {
    id,
    name,
    tenant_id,
    vehicle,
    shift: { started_at: started_at.toISOString(), ends_at: ends_at.toISOString() },
    position,
    stops: stopsOf(rider, facts),
    carries: new Set(stops.map(({ order_id }) => order_id)).size,
    has_offer: isAnswering,
  };
}

interface About {
  /** Orders that a rider could not hand over, and that the viewer decides about. */
  readonly mayDecide: ReadonlySet<string>;
  readonly decisions: Awaited<ReturnType<typeof readPresentDecisions>>;
  readonly offers: ReadonlyMap<string, Offer>;
  /** A trip may carry orders of several stores, and a store is not told of the others'. */
  readonly isShown: (orderId: string) => boolean;
}

function shownOffer(offer: Offer | undefined, { isShown }: About): Offer | null {
  if (offer === undefined) return null;
  const stops = offer.terms.stops.filter(({ order_id }) => isShown(order_id));
  return { ...offer, order_ids: offer.order_ids.filter(isShown), terms: { ...offer.terms, stops } };
}

function shownDecision(orderId: string, { decisions, isShown }: About) {
  const decision = decisions.get(orderId);
  return decision === undefined ? null : { ...decision, order_ids: decision.order_ids.filter(isShown) };
}

function orderOf(order: AreaOrder, { state, readiness }: AreaFacts, about: About): object {
  const { store } = order;
  const [offer] = order.offers;
  return {
    id: order.id,
    order_code: order.order_code,
    tenant_id: store.id,
    tenant_name: store.name,
    tenant_slug: store.slug,
    time_zone: store.time_zone,
    order_status: order.status,
    version: order.version,
    delivery_by: order.delivery_by,
    rider_id: order.rider_id,
    rider_name: order.rider_name,
    rider_vehicle: order.rider_vehicle,
    rider_state: order.rider_state,
    promised_at: isoOf(order.promised_at),
    ready_at: isoOf(order.ready_at),
    eta_from: isoOf(order.eta_from),
    eta_to: isoOf(order.eta_to),
    total_qty: order.total_qty,
    created_at: order.created_at.toISOString(),
    accepted_at: isoOf(order.accepted_at),
    store_place: store.place,
    door_place: order.door,
    door_name: order.line1,
    expected_ready_at:
      order.status === "Preparing"
        ? iso(readyTimesOfOrder(order, readiness, state.now.getTime())[MEDIAN])
        : null,
    pinned_rider_id: order.pinned_rider_id,
    trip_id: order.trip_id,
    decision: shownDecision(order.id, about),
    offer: shownOffer(offer && about.offers.get(offer.id), about),
    asked: order.offers.map(({ id, rider_id }) => ({ offer_id: id, rider_id })),
    may_decide: about.mayDecide.has(order.id),
    refusals: order.refusedBy.length,
  };
}

async function readMayDecide(
  db: Queryable,
  viewer: Viewer,
  shown: readonly AreaOrder[],
): Promise<Set<string>> {
  const failed = shown.filter(({ rider_state }) => rider_state === "failed");
  const known = await db
    .select({ id: riders.id, tenant_id: riders.tenant_id })
    .from(riders)
    .where(sql`${riders.id} = ${anyOf(failed.flatMap(({ rider_id }) => rider_id ?? []))}`);
  const may = failed.filter(({ rider_id, store: { id, rider_fleet } }) => {
    const rider = known.find((one) => one.id === rider_id);
    return rider !== undefined && mayChoose(viewer, { tenant_id: id, rider_fleet }, rider.tenant_id);
  });
  return new Set(may.map(({ id }) => id));
}

/** The store of the page, or those that the platform's riders may serve. */
async function readStores(db: Queryable, viewer: Viewer, tenantId: string | null): Promise<DispatchStore[]> {
  const served = and(sql`${tenants.rider_fleet} <> 'own'`, sql`${tenants.delivery_by} <> 'store'`);
  const rows = await db
    .select({
      id: tenants.id,
      name: tenants.name,
      delivery_by: tenants.delivery_by,
      rider_fleet: tenants.rider_fleet,
      dispatch_mode: tenants.dispatch_mode,
      sees_riders: tenants.sees_riders,
      lat: tenants.lat,
      lng: tenants.lng,
    })
    .from(tenants)
    .where(tenantId === null ? served : eq(tenants.id, tenantId))
    .orderBy(asc(tenants.name), asc(tenants.id))
    .limit(STORES_AT_MOST);
  return rows.map(({ id, name, lat, lng, ...settings }) =>
    dispatchStoreSchema.parse({
      id,
      name,
      delivery: { ...settings, place: lat === null || lng === null ? null : { lat, lng } },
      // As `set_store_delivery` allows it.
      may_change: hasRight(viewer, id, "delivery"),
    }),
  );
}

/** Returns null when there is no such store, or the viewer does not dispatch it. */
export async function readDispatchView(viewer: Viewer, scope: DispatchScope): Promise<DispatchView | null> {
  const db = await queryable();
  const tenantId = scope === "platform" ? null : scope.tenantId;
  if (tenantId === null ? !viewer.isAdmin : !isStaffOf(viewer, tenantId)) return null;
  const stores = await readStores(db, viewer, tenantId);
  let area: string = PLATFORM_FLEET;
  if (tenantId !== null) {
    const [store] = stores;
    if (store === undefined) return null;
    area = areaOfStore({ id: store.id, rider_fleet: store.delivery.rider_fleet });
  }
  await endOverdueOffers(db, new Date());
  const facts = await readSharedFacts(db, area);
  const { state } = facts;
  const shown = state.orders.filter(({ store }) => tenantId === null || store.id === tenantId);
  const ids = shown.map(({ id }) => id);
  const shownIds = new Set(ids);
  const about = {
    mayDecide: await readMayDecide(db, viewer, shown),
    isShown: (id: string) => tenantId === null || shownIds.has(id),
    decisions: await readPresentDecisions(db, ids),
    offers: await readOffers(
      db,
      shown.flatMap((order) => order.offers.map(({ id }) => id)),
    ),
  };
  const onShift = state.riders.filter((rider) => tenantId === null || rider.tenant_id === tenantId);
  return dispatchViewSchema.parse({
    stores,
    orders: shown.map((order) => orderOf(order, facts, about)),
    riders: onShift.map((rider) => riderOf(rider, facts)),
  });
}
