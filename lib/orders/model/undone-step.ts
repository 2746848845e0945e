import type { TimelineEntry } from "./schema";

export type UndoneStep = "accept" | "ready" | "hand_over" | "deliver";

/** Returns the step that an entry of the action `undo` took back. */
export function undoneStep({
  from_status,
  to_status,
}: Pick<TimelineEntry, "from_status" | "to_status">): UndoneStep {
  if (to_status === "Order Received") return "accept";
  if (from_status === "Delivered") return "deliver";
  return from_status === to_status ? "ready" : "hand_over";
}
