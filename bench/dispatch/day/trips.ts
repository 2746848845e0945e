import { DEFAULT_SETTINGS } from "@/lib/dispatch/model/settings";
import { metresBetween, type Place } from "@/lib/dispatch/model/travel/distance";
import { DETOUR, type Travel } from "@/lib/dispatch/model/travel/embedded";
import type { Events } from "../town/events";
import { type DayEvent, type LiveOrder, type LiveRider, placeOf } from "./state";

/** How riders move through their stops. */

/** The pay of a rider, for each order and for each kilometre of the way. */
const PAY = { order: 3, kilometre: 0.6 };

export interface Road {
  readonly events: Events<DayEvent>;
  /** The time that a way takes in truth. */
  readonly travel: Travel;
}

function ride(live: LiveRider, to: Place, now: number, { events, travel }: Road): void {
  const from = placeOf(live, now);
  live.metres += metresBetween(live.leg.from, from) * DETOUR;
  live.turn += 1;
  live.leg = { from, to, leftAt: now, arrivesAt: now + travel(live.rider.vehicle, from, to) };
  events.add(live.leg.arrivesAt, { type: "arrived", rider: live, turn: live.turn });
}

/** Waits in the store for all food of the stop. */
function waitForFood(live: LiveRider, now: number, { events }: Road): void {
  const readyAt = Math.max(...(live.pickUps[0]?.orders ?? []).map(({ order }) => order.readyAt));
  const inStore = (live.atStoreSince ?? now) + DEFAULT_SETTINGS.storeMs;
  live.turn += 1;
  events.add(Math.max(now, inStore, readyAt), { type: "collected", rider: live, turn: live.turn });
}

export function goOn(live: LiveRider, now: number, road: Road): void {
  const next = live.pickUps[0]?.place ?? live.dropOffs[0]?.order.door;
  if (next === undefined) {
    // The trip was taken away, or is over.
    live.metres += metresBetween(live.leg.from, placeOf(live, now)) * DETOUR;
    live.leg = { from: placeOf(live, now), to: placeOf(live, now), leftAt: now, arrivesAt: now };
    live.turn += 1;
    live.carries = false;
    live.atStoreSince = null;
    return;
  }
  if (live.atStoreSince !== null && live.pickUps.length > 0 && live.leg.to === next)
    waitForFood(live, now, road);
  else {
    live.atStoreSince = null;
    ride(live, next, now, road);
  }
}

export function arrive(live: LiveRider, now: number, road: Road): void {
  live.metres += metresBetween(live.leg.from, live.leg.to) * DETOUR;
  live.leg = { ...live.leg, from: live.leg.to };
  if (live.pickUps.length > 0) {
    live.atStoreSince = now;
    waitForFood(live, now, road);
    return;
  }
  const [delivered] = live.dropOffs;
  if (delivered === undefined) return;
  delivered.doorAt = now;
  const metres = metresBetween(delivered.order.store.place, delivered.order.door) * DETOUR;
  live.earned += PAY.order + (PAY.kilometre * metres) / 1_000;
  live.turn += 1;
  road.events.add(now + DEFAULT_SETTINGS.doorMs, { type: "free", rider: live, turn: live.turn });
}

export function leaveDoor(live: LiveRider, now: number, road: Road): void {
  live.dropOffs.shift();
  goOn(live, now, road);
}

export function collect(live: LiveRider, now: number, road: Road): void {
  const stop = live.pickUps.shift();
  live.waitedMs += now - (live.atStoreSince ?? now) - DEFAULT_SETTINGS.storeMs;
  live.atStoreSince = null;
  live.carries = true;
  for (const order of stop?.orders ?? []) order.pickedAt = now;
  goOn(live, now, road);
}

/** Takes an order from a rider who has not picked it up. */
export function takeAway(live: LiveRider, order: LiveOrder, now: number, road: Road): void {
  live.pickUps = live.pickUps
    .map((stop) => ({ ...stop, orders: stop.orders.filter((one) => one !== order) }))
    .filter(({ orders }) => orders.length > 0);
  live.dropOffs = live.dropOffs.filter((one) => one !== order);
  goOn(live, now, road);
}
