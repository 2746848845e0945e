import { MEDIAN } from "../readiness/ready-times";
import type { OpenOrder, Snapshot } from "../snapshot";
import { angleBetween, metresBetween } from "../travel/distance";

/** Tells for two orders, by their places in the snapshot, whether one route may carry both. */
export type Companions = (one: number, other: number) => boolean;

/** Orders that one rider has accepted together stay companions, whatever the kitchen has said since. */
const areTogether = (one: OpenOrder, other: OpenOrder) =>
  one.riderId !== null && one.riderId === other.riderId;

const isPairFor =
  ({ settings }: Snapshot) =>
  (one: OpenOrder, other: OpenOrder): boolean =>
    areTogether(one, other) ||
    ((one.store.id === other.store.id ||
      metresBetween(one.store.place, other.store.place) <= settings.storesApart) &&
      angleBetween(one.store.place, one.door, other.door) <= settings.doorsAngle &&
      Math.abs(one.readyAt[MEDIAN] - other.readyAt[MEDIAN]) <= settings.readyApartMs);

/** Same or near stores, doors in one direction, and food that is ready at about the same time. */
export function companionsIn(snapshot: Snapshot): Companions {
  const isPair = isPairFor(snapshot);
  const { orders } = snapshot;
  const rows = orders.map((one) => orders.map((other) => isPair(one, other) && isPair(other, one)));
  return (one, other) => rows[one]?.[other] === true;
}
