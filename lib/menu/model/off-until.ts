import * as z from "zod/mini";
import { nextDay } from "@/lib/stores/model/hours/local-time";

/** How long something can be turned off with one press. */
export const OFF_FOR = ["four_hours", "today", "until_on"] as const;
export const offForSchema = z.enum(OFF_FOR);
export type OffFor = z.infer<typeof offForSchema>;

const HOUR = 60 * 60_000;

/** Returns when a thing that is turned off at `now` (ms) comes back, as ISO 8601; null: when it is turned on. */
export function offUntil(off: OffFor, now: number, timeZone: string): string | null {
  switch (off) {
    case "four_hours":
      return new Date(now + 4 * HOUR).toISOString();
    case "today":
      return new Date(nextDay(now, timeZone)).toISOString();
    case "until_on":
      return null;
  }
}
