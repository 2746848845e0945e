import { nextDay } from "@/lib/stores/model/hours/local-time";
import { serviceAt } from "@/lib/stores/model/hours/opening";
import type { Intake, IntakeChange, TakingStore } from "./schema";
import type { Lasts } from "./terms";

const MINUTE = 60_000;

/** Returns when what begins at `now` (ms) is over; null: when somebody opens the store. */
export function endOf(lasts: Lasts, { hours, time_zone: zone }: TakingStore, now: number): string | null {
  if (lasts === "until_open") return null;
  if (lasts !== "tomorrow") return new Date(now + lasts * MINUTE).toISOString();
  // A service that goes on past midnight is still today's.
  const service = serviceAt(hours, zone, now);
  const end = Math.max(nextDay(service?.opens ?? now, zone), service?.closes ?? 0);
  return new Date(end).toISOString();
}

/** Returns the intake after a change by a person at `now` (ms). */
export function changedIntake(store: TakingStore, change: IntakeChange, now: number): Intake {
  const by = {
    cause: "person",
    changed_at: new Date(now).toISOString(),
    version: store.intake.version + 1,
  } as const;
  if (change.mode === "open") return { ...by, mode: "open", extra_minutes: 0, until: null, reason: null };
  return {
    ...by,
    mode: change.mode,
    extra_minutes: change.mode === "busy" ? change.extra_minutes : 0,
    until: endOf(change.lasts, store, now),
    reason: change.reason === "" ? null : change.reason,
  };
}
