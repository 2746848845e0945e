import { type Hours, WEEKDAYS } from "@/lib/stores/model/hours/schema";
import type { Intake } from "@/lib/stores/model/status/schema";

/** Also what a new store has. */
export const ALWAYS_OPEN: Hours = {
  weekly: WEEKDAYS.map((day) => ({ day, from: "00:00", to: "00:00" })),
  exceptions: [],
  last_order_minutes: 0,
};
export const NEVER_OPEN: Hours = { weekly: [], exceptions: [], last_order_minutes: 0 };

/** Also what a new store has. */
export const OPEN_INTAKE: Intake = {
  mode: "open",
  extra_minutes: 0,
  until: null,
  reason: null,
  cause: "person",
  changed_at: "2026-01-01T00:00:00.000Z",
  version: 1,
};
