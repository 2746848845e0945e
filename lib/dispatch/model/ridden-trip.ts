import type { Trip, TripStep, TripStop } from "./trip";

/** A step of a stop that a rider pressed, also one that the server has not answered. */
export interface RiddenStep {
  readonly order_id: string;
  readonly step: TripStep;
}

/** `to_…`: on the way to it. */
export type Phase = "to_store" | "at_store" | "to_door" | "at_door";

/** Returns the stop that is next, or null when all have been made. */
export function nextStop(trip: Pick<Trip, "stops">): TripStop | null {
  return trip.stops.find(({ outcome }) => outcome === null) ?? null;
}

export function phaseOf({ kind, arrived_at }: Pick<TripStop, "kind" | "arrived_at">): Phase {
  if (kind === "pick_up") return arrived_at === null ? "to_store" : "at_store";
  return arrived_at === null ? "to_door" : "at_door";
}

/** Returns the kind of stop on which a step is made; null: on either. */
const KIND_OF = {
  at_store: "pick_up",
  picked_up: "pick_up",
  at_door: "drop_off",
  delivered: "drop_off",
  failed: "drop_off",
  undo: null,
} as const satisfies Record<TripStep, TripStop["kind"] | null>;

function made(stop: TripStop, step: TripStep, at: string): TripStop {
  const arrived_at = stop.arrived_at ?? at;
  if (step === "at_store" || step === "at_door") return { ...stop, arrived_at };
  return { ...stop, arrived_at, done_at: at, outcome: step === "failed" ? "failed" : "done" };
}

/** Takes back an order's last step: the last of its stops that was made, or only reached. */
function taken(stops: readonly TripStop[], orderId: string): TripStop[] {
  const last = stops.findLastIndex(
    ({ order_id, arrived_at, outcome }) =>
      order_id === orderId && outcome !== "released" && (arrived_at !== null || outcome !== null),
  );
  return stops.map((stop, place) => {
    if (place !== last) return stop;
    return stop.outcome === null ? { ...stop, arrived_at: null } : { ...stop, done_at: null, outcome: null };
  });
}

/**
 * Returns the trip as it will be when these steps have been taken: the page goes on while there is no signal. `at`: when (ISO
 * 8601). A step that no stop can make any more changes nothing.
 */
export function withSteps(trip: Trip, steps: readonly RiddenStep[], at: string): Trip {
  let stops: readonly TripStop[] = trip.stops;
  for (const { order_id, step } of steps)
    if (step === "undo") stops = taken(stops, order_id);
    else
      stops = stops.map((stop) =>
        stop.order_id === order_id && stop.kind === KIND_OF[step] && stop.outcome === null
          ? made(stop, step, at)
          : stop,
      );
  return { ...trip, stops: [...stops] };
}

export type Mark = "done" | "next" | "ahead";

/** Returns two marks for each stop: the way to it and what is done there. */
export function marksOf(trip: Pick<Trip, "stops">): Mark[] {
  const next = nextStop(trip);
  return trip.stops.flatMap((stop): Mark[] => {
    if (stop.outcome !== null) return ["done", "done"];
    if (stop !== next) return ["ahead", "ahead"];
    return stop.arrived_at === null ? ["next", "ahead"] : ["done", "next"];
  });
}

/** What a trip pays, in minor units. */
export function paidFor({ pay }: Pick<Trip, "pay">): number {
  return pay.base + pay.distance + pay.waiting + pay.tip;
}
