const MINUTE = 60_000;
/** A daily job that is not running after this time will not run before the next day. */
const GRACE_AT_MOST_MS = 15 * MINUTE;

export interface DueSchedule {
  /** First occurrence (ms) after the latest run, or after the schedule was set up. */
  readonly dueAt: number;
  readonly everyMinutes: number;
  readonly isRunning: boolean;
}

/** Returns the instant (ms) from which a schedule that has not run counts as late. */
export function lateFrom({ dueAt, everyMinutes }: Omit<DueSchedule, "isRunning">): number {
  return dueAt + Math.min(1.5 * everyMinutes * MINUTE, GRACE_AT_MOST_MS);
}

/**
 * Tells whether a scheduled job should have started by `now` (ms) and has not. Its runner may be busy, so it has one and
 * a half periods, at most 15 minutes. A run under way is not late: its next occurrence is skipped.
 */
export function isLate(schedule: DueSchedule, now: number): boolean {
  return !schedule.isRunning && now > lateFrom(schedule);
}
