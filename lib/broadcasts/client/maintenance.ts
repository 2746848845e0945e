import {
  movedBy,
  NO_WINDOWS,
  standstillEnd,
  stoodStill,
  type Windows,
} from "@/lib/broadcasts/model/standstill";

/*
 * The maintenance that this page knows of. Timers ask with each tick, so none has to be told of a change. The server never
 * sets it: it would be one for all requests.
 */
let known: Windows = NO_WINDOWS;

export function knowMaintenance(windows: Windows): void {
  known = windows;
}

export const knownMaintenance = (): Windows => known;

/** Why nobody can order, as far as this page knows: the reason for which an admin has stopped it. Null: nobody has. */
let stopReason: string | null = null;

export function knowIntake(reason: string | null): void {
  stopReason = reason;
}

export const intakeStop = (): string | null => stopReason;

/** Returns `now` on a clock that has stood still during maintenance since `since` (ms). */
export const runningTime = (since: number, now: number): number =>
  known.length === 0 ? now : now - stoodStill(since, now, known);

/** Returns when a deadline that was set at `since` passes, as far as this page knows (ms). */
export const movedDeadline = (deadline: number, since: number): number => movedBy(deadline, since, known);

/** Returns the end of the maintenance that lasts at `now` (ms); null when there is none. */
export const maintenanceEnd = (now: number): number | null => standstillEnd(now, known);
