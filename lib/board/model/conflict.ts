import type { TimelineEntry } from "@/lib/orders/model/schema";

/** Returns true when only acknowledgements happened: the action can then be repeated without asking. */
export function isHarmless(since: readonly TimelineEntry[]): boolean {
  return since.length > 0 && since.every((entry) => entry.action === "acknowledge");
}

export function decisiveChange(since: readonly TimelineEntry[]): TimelineEntry | null {
  return since.findLast((entry) => entry.action !== "acknowledge") ?? null;
}
