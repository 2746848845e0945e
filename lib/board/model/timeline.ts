import type { TimelineEntry } from "@/lib/orders/model/schema";

/** Returns seconds; null for the first entry. */
export function stepDurations(timeline: readonly TimelineEntry[]): (number | null)[] {
  return timeline.map((entry, index) => {
    const before = timeline[index - 1];
    return before === undefined ? null : (Date.parse(entry.at) - Date.parse(before.at)) / 1000;
  });
}

export function isFinalEntry(entry: TimelineEntry): boolean {
  return entry.to_status === "Delivered" || entry.to_status === "Cancelled";
}
