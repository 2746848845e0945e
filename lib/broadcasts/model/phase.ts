import type { Audience, Broadcast } from "./schema";
import type { Window } from "./standstill";

export type Phase = "scheduled" | "in_force" | "over" | "withdrawn";

type Timed = Pick<Broadcast, "starts_at" | "ends_at" | "withdrawn_at">;

/** Returns when it lasts (ms); empty (`from` = `to`) when it was withdrawn before it began. */
export function windowOf({ starts_at, ends_at, withdrawn_at }: Timed): Window {
  const from = Date.parse(starts_at);
  const to =
    withdrawn_at === null ? Date.parse(ends_at) : Math.min(Date.parse(ends_at), Date.parse(withdrawn_at));
  return [from, Math.max(from, to)];
}

export function phaseOf(broadcast: Timed, now: number): Phase {
  const [from, to] = windowOf(broadcast);
  if (broadcast.withdrawn_at !== null && Date.parse(broadcast.withdrawn_at) <= now)
    return now < Date.parse(broadcast.ends_at) || from === to ? "withdrawn" : "over";
  if (now < from) return "scheduled";
  return now < to ? "in_force" : "over";
}

/** Maintenance is announced so long before it begins (ms); the rest shows when it begins. */
const ANNOUNCED_MS = 24 * 60 * 60_000;

export function isShown(broadcast: Broadcast, now: number): boolean {
  const phase = phaseOf(broadcast, now);
  if (phase === "in_force") return true;
  return (
    broadcast.kind === "maintenance" &&
    phase === "scheduled" &&
    Date.parse(broadcast.starts_at) - now <= ANNOUNCED_MS
  );
}

/** Pages show what is meant for whom they are for. Admins see everything on their pages. */
export function concerns({ audience }: Pick<Broadcast, "audience">, page: Audience): boolean {
  return page === "everybody" || audience === "everybody" || audience === page;
}

/** Returns for whom the page at a path is. */
export function audienceOfPath(path: string): Audience {
  if (path.startsWith("/admin")) return "everybody";
  if (path.startsWith("/partner")) return "partners";
  return path.startsWith("/rider") ? "riders" : "customers";
}

const RANKS = { urgent: 4, critical: 4, high: 3, warning: 3, normal: 2, info: 2, low: 1 } as const;

/** Higher is shown first. */
export function rankOf(broadcast: Broadcast): number {
  switch (broadcast.kind) {
    case "maintenance":
      return 5;
    case "system_update":
      return RANKS[broadcast.severity];
    case "announcement":
      return RANKS[broadcast.priority];
  }
}

/** What must be confirmed stays until it is; maintenance under way stays as long as it lasts. */
export function isDismissible(broadcast: Broadcast, now: number): boolean {
  if (broadcast.kind === "maintenance") return phaseOf(broadcast, now) !== "in_force";
  return !broadcast.requires_action;
}

/** Interrupts a screen reader only for what cannot wait. */
export const isUrgent = (broadcast: Broadcast): boolean => rankOf(broadcast) >= 4;

/** Returns what to show on a page, the most urgent first, then the newest. */
export function shownOn(broadcasts: readonly Broadcast[], page: Audience, now: number): Broadcast[] {
  return broadcasts
    .filter((broadcast) => concerns(broadcast, page) && isShown(broadcast, now))
    .sort(
      (a, b) => rankOf(b) - rankOf(a) || b.starts_at.localeCompare(a.starts_at) || a.id.localeCompare(b.id),
    );
}
