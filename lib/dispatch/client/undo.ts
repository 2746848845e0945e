import type { TripStep } from "@/lib/dispatch/model/trip";
import type { Press, PressQueue } from "./riding-press";

/** How long a step can be taken back (ms). The server accepts it for longer, for slow lines. */
export const UNDO_MS = 5_000;

interface Done {
  readonly trip_id: string;
  readonly order_id: string;
  readonly step: TripStep;
  readonly version: number;
  readonly at: number;
}

/** `discard`: the step was not sent, so that it only has to be forgotten. */
export type Undo =
  | { readonly kind: "discard"; readonly key: string; readonly step: TripStep }
  | { readonly kind: "undo"; readonly order_id: string; readonly step: TripStep };

function lastStep(queue: PressQueue, tripId: string): Press | undefined {
  return queue.findLast(({ action }) => action.name === "take_trip_step" && action.trip_id === tripId);
}

/**
 * Returns what "take it back" means now on a trip, or null. A step that waits can be taken back for as long as it waits. One
 * that is being sent may just have taken effect.
 */
export function undoOf(
  queue: PressQueue,
  done: Done | null,
  trip: { readonly id: string; readonly version: number },
  now: number,
): Undo | null {
  const last = lastStep(queue, trip.id);
  if (last !== undefined) {
    if (last.isSending || last.action.name !== "take_trip_step" || last.action.step === "undo") return null;
    return { kind: "discard", key: last.key, step: last.action.step };
  }
  if (done === null || done.trip_id !== trip.id || done.version !== trip.version) return null;
  if (done.step === "undo" || now - done.at >= UNDO_MS) return null;
  return { kind: "undo", order_id: done.order_id, step: done.step };
}
