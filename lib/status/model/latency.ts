import { BOUNDS_MS } from "@/lib/realtime/hub/delivery-times";

/** Times from commit to delivery, by size: lib/realtime/hub/delivery-times.ts. */
export type DeliveryCounts = readonly number[];

export interface Latency {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export function addCounts(all: readonly DeliveryCounts[]): number[] {
  return BOUNDS_MS.map((_, bucket) => all.reduce((sum, counts) => sum + (counts[bucket] ?? 0), 0));
}

/** What was counted since `before`, of the same process. */
export function sinceThen(counts: DeliveryCounts, before: DeliveryCounts): number[] {
  return counts.map((count, bucket) => Math.max(0, count - (before[bucket] ?? 0)));
}

export const sumOf = (counts: DeliveryCounts) => counts.reduce((sum, count) => sum + count, 0);

/** The time (ms, whole) within which the given part of the deliveries was made; null without any. Never too low. */
export function percentile(counts: DeliveryCounts, part: number): number | null {
  const wanted = sumOf(counts) * part;
  if (wanted === 0) return null;
  let seen = 0;
  for (const [bucket, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return Math.ceil(BOUNDS_MS[bucket] ?? 0);
  }
  return null;
}

export function latencyOf(counts: DeliveryCounts): Latency {
  return { p50: percentile(counts, 0.5), p95: percentile(counts, 0.95), p99: percentile(counts, 0.99) };
}
