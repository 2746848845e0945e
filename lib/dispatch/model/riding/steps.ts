import type { TripStep } from "@/lib/dispatch/model/trip";
import type { PlannedStop, Stop } from "./stops";

/** Both stops of one order. */
export interface OrderStops {
  readonly pickUp: Stop;
  readonly dropOff: Stop;
}

export type StepRefusal =
  | "released"
  | "not_picked_up"
  | "delivered_before"
  | "failed_before"
  | "nothing_to_undo";

type StopChanges = Partial<Pick<Stop, "arrived_at" | "done_at" | "outcome">>;

export type StepDecision =
  | { readonly refusal: StepRefusal }
  /** The step was taken before: nothing is left to do. */
  | "already"
  | { readonly stop: PlannedStop["kind"]; readonly changes: StopChanges };

const AHEAD = { done_at: null, outcome: null } as const;

function undone({ pickUp, dropOff }: OrderStops, now: Date): StepDecision {
  // The order of a failed delivery is at the door again, and one that was picked up at the store, whether or not that was pressed.
  if (dropOff.outcome === "failed")
    return { stop: "drop_off", changes: { ...AHEAD, arrived_at: dropOff.arrived_at ?? now } };
  if (dropOff.outcome === "done") return { stop: "drop_off", changes: AHEAD };
  if (dropOff.arrived_at !== null) return { stop: "drop_off", changes: { arrived_at: null } };
  if (pickUp.outcome === "done")
    return { stop: "pick_up", changes: { ...AHEAD, arrived_at: pickUp.arrived_at ?? now } };
  if (pickUp.arrived_at !== null) return { stop: "pick_up", changes: { arrived_at: null } };
  return { refusal: "nothing_to_undo" };
}

/**
 * Decides what a press of the rider changes at the stops of its order. Nothing depends on a position, and "at the store" and "at the
 * door" may be left out. Whether the order allows the step, and the proof of a delivery, are decided elsewhere.
 */
export function decideStep(stops: OrderStops, step: TripStep, now: Date): StepDecision {
  const { pickUp, dropOff } = stops;
  if (pickUp.outcome === "released" || dropOff.outcome === "released") return { refusal: "released" };
  const isPickedUp = pickUp.outcome === "done";
  switch (step) {
    case "at_store":
      return isPickedUp || pickUp.arrived_at !== null
        ? "already"
        : { stop: "pick_up", changes: { arrived_at: now } };
    case "picked_up":
      return isPickedUp ? "already" : { stop: "pick_up", changes: { done_at: now, outcome: "done" } };
    case "at_door":
      if (!isPickedUp) return { refusal: "not_picked_up" };
      return dropOff.outcome !== null || dropOff.arrived_at !== null
        ? "already"
        : { stop: "drop_off", changes: { arrived_at: now } };
    case "delivered":
      if (!isPickedUp) return { refusal: "not_picked_up" };
      if (dropOff.outcome === "failed") return { refusal: "failed_before" };
      return dropOff.outcome === "done"
        ? "already"
        : { stop: "drop_off", changes: { done_at: now, outcome: "done" } };
    case "failed":
      if (!isPickedUp) return { refusal: "not_picked_up" };
      if (dropOff.outcome === "done") return { refusal: "delivered_before" };
      return dropOff.outcome === "failed"
        ? "already"
        : { stop: "drop_off", changes: { done_at: now, outcome: "failed" } };
    case "undo":
      return undone(stops, now);
  }
}
