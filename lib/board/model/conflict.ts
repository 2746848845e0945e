import type { TimelineEntry } from "@/lib/orders/model/schema";

/** What happened to an order since a person saw it: the lines after the version they saw. */
export function changesSince(timeline: readonly TimelineEntry[], version: number): TimelineEntry[] {
  return timeline.filter((entry) => entry.version > version);
}

/**
 * Silencing the alarm raises the version and decides nothing: a press that lost only to it may be repeated on
 * the new version, without asking the person again.
 */
export function isHarmless(changes: readonly TimelineEntry[]): boolean {
  return changes.length > 0 && changes.every((entry) => entry.action === "acknowledge");
}

/** The change that a loser has to hear of: the last one that decided something. */
export function decisiveChange(timeline: readonly TimelineEntry[], version: number): TimelineEntry | null {
  return changesSince(timeline, version).findLast((entry) => entry.action !== "acknowledge") ?? null;
}
