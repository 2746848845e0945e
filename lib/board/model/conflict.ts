import type { TimelineEntry } from "@/lib/orders/model/schema";

/** An acknowledgement, of an order or of its lines, changes nothing that a press depends on. */
const isDecisive = ({ action }: TimelineEntry) => !action.startsWith("acknowledge");

/** Returns true when only acknowledgements happened: the action can then be repeated without asking. */
export function isHarmless(since: readonly TimelineEntry[]): boolean {
  return since.length > 0 && !since.some(isDecisive);
}

export function decisiveChange(since: readonly TimelineEntry[]): TimelineEntry | null {
  return since.findLast(isDecisive) ?? null;
}
