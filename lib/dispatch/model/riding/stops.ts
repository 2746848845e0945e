/** Orders that one trip carries, at most. */
export const ORDERS_ON_TRIP = 3;

export interface PlannedStop {
  readonly order_id: string;
  readonly kind: "pick_up" | "drop_off";
}

export interface Stop extends PlannedStop {
  readonly arrived_at: Date | null;
  readonly done_at: Date | null;
  readonly outcome: "done" | "failed" | "released" | null;
}

const isPickUp = ({ kind }: PlannedStop) => kind === "pick_up";

/** Returns whether each of these orders has one pick-up and one door, and nothing else has. */
export function isWhole(stops: readonly PlannedStop[], orderIds: readonly string[]): boolean {
  const wanted = orderIds.flatMap((id) => [`${id} pick_up`, `${id} drop_off`]).toSorted();
  const given = stops.map(({ order_id, kind }) => `${order_id} ${kind}`).toSorted();
  return wanted.length === given.length && wanted.every((stop, index) => stop === given[index]);
}

/**
 * Returns the stops of a trip that further orders join: all pick-ups, then all doors. Stops of `added` that the trip has already
 * are made where `added` has them, so that an offer can order the whole trip anew.
 */
export function mergeStops(existing: readonly PlannedStop[], added: readonly PlannedStop[]): PlannedStop[] {
  const isAdded = (stop: PlannedStop) =>
    added.some(({ order_id, kind }) => order_id === stop.order_id && kind === stop.kind);
  const all = [...existing.filter((stop) => !isAdded(stop)), ...added].map(({ order_id, kind }) => ({
    order_id,
    kind,
  }));
  return [...all.filter(isPickUp), ...all.filter((stop) => !isPickUp(stop))];
}

export const isReleased = ({ outcome }: Pick<Stop, "outcome">) => outcome === "released";

/** Returns whether nothing is left to do on a trip. */
export const isOver = (stops: readonly Pick<Stop, "outcome">[]): boolean =>
  stops.every(({ outcome }) => outcome !== null);
