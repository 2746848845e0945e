import type { Intake, TakingStore } from "@/lib/stores/model/status/schema";
import { statusAt } from "@/lib/stores/model/status/status";

/** Returns the intake of a store that has lost its devices at `now` (ms). It keeps what a person had set, for when one returns. */
export function pausedForDevices(store: TakingStore, reason: string, now: number): Intake {
  const { intake } = store;
  const isBusy = intake.mode === "busy" && statusAt(store, now).mode === "busy";
  return {
    mode: "paused",
    extra_minutes: 0,
    until: null,
    reason,
    cause: "devices",
    changed_at: new Date(now).toISOString(),
    version: intake.version + 1,
    ...(isBusy && {
      resumes: { extra_minutes: intake.extra_minutes, until: intake.until, reason: intake.reason },
    }),
  };
}

/** Returns the intake after a device has returned; null when the store is not paused for its devices. */
export function resumedIntake(intake: Intake, now: number): Intake | null {
  if (intake.mode !== "paused" || intake.cause !== "devices") return null;
  const { resumes, version } = intake;
  const by = { cause: "devices", changed_at: new Date(now).toISOString(), version: version + 1 } as const;
  if (resumes !== undefined && (resumes.until === null || Date.parse(resumes.until) > now))
    return { ...by, mode: "busy", ...resumes };
  return { ...by, mode: "open", extra_minutes: 0, until: null, reason: null };
}
