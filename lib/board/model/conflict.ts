import type { TimelineEntry } from "@/lib/orders/model/schema";

/**
 * Returns true when only acknowledgements happened since the version that the person saw. They change no status, so the
 * action can be repeated on the new version without asking.
 */
export function isHarmless(since: readonly TimelineEntry[]): boolean {
  return since.length > 0 && since.every((entry) => entry.action === "acknowledge");
}

/** Returns the last change other than an acknowledgement, to name in the conflict message; null when there is none. */
export function decisiveChange(since: readonly TimelineEntry[]): TimelineEntry | null {
  return since.findLast((entry) => entry.action !== "acknowledge") ?? null;
}
