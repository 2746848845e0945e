import type { TimelineEntry } from "@/lib/orders/model/schema";

/** Rules for the lines of an order's history since the version that a person saw. */

/**
 * Silencing the alarm raises the version and decides nothing: a press that lost only to it may be repeated on the new
 * version, without asking the person again.
 */
export function isHarmless(since: readonly TimelineEntry[]): boolean {
  return since.length > 0 && since.every((entry) => entry.action === "acknowledge");
}

/** The last change that decided something: the one to name to whoever lost to it. */
export function decisiveChange(since: readonly TimelineEntry[]): TimelineEntry | null {
  return since.findLast((entry) => entry.action !== "acknowledge") ?? null;
}
