import { dayOf } from "@/lib/board/model/columns";
import { yesterdayUntil } from "@/lib/stores/model/hours/opening";
import type { Hours } from "@/lib/stores/model/hours/schema";
import { addDays } from "./day";

export interface PresentDay {
  readonly date: string;
  /** Until when (ms) it is yesterday's, because of its service; null: it is the day of the calendar. */
  readonly shiftUntil: number | null;
}

/** Returns the day whose figures staff want at `now` when they name none: yesterday while its service goes past midnight. */
export function presentDay(
  { hours, time_zone }: { readonly hours: Hours; readonly time_zone: string },
  now: number,
): PresentDay {
  const today = dayOf(now, time_zone);
  const shiftUntil = yesterdayUntil(hours, time_zone, now);
  return { date: shiftUntil === null ? today : addDays(today, -1), shiftUntil };
}
