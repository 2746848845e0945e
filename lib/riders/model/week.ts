import * as z from "zod/mini";
import { dayOf } from "@/lib/board/model/columns";
import { addDays, type Bounds, boundsOf } from "@/lib/figures/model/day";
import { priceText } from "@/lib/menu/model/edit/price-text";
import { formatCsv } from "@/lib/menu/model/file/csv";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { formatTime } from "@/lib/text/format";
import { idSchema } from "@/lib/text/id";
import { TOWN_CURRENCY, TOWN_TIME_ZONE } from "./town";

/** Weeks of ISO 8601, Monday to Sunday, in the time zone of the rider's store, or of the platform's town. */

const DAYS = 7;

/** The day of the week, Monday being 0. */
const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % DAYS;

/** The first day of a week that is written as `2026-W48`: the week with the year's first Thursday is W01. */
function mondayOf(year: number, week: number): string {
  const fourth = `${year}-01-04`;
  return addDays(fourth, (week - 1) * DAYS - weekdayOf(fourth));
}

function weekOfDay(day: string): string {
  const thursday = addDays(day, 3 - weekdayOf(day));
  const year = Number(thursday.slice(0, 4));
  const days =
    (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${mondayOf(year, 1)}T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / DAYS) + 1).padStart(2, "0")}`;
}

const partsOf = (week: string) => ({ year: Number(week.slice(0, 4)), number: Number(week.slice(6)) });

const firstDayOf = (week: string) => {
  const { year, number } = partsOf(week);
  return mondayOf(year, number);
};

const isWeek = (text: string) =>
  /^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/.test(text) && weekOfDay(firstDayOf(text)) === text;

/** `2026-W48`, from 2000 to 2099. Years have 52 or 53 weeks. */
export const weekSchema = z
  .string()
  .check(z.maxLength(8), z.refine(isWeek, "must be a week such as 2026-W48"));

export const weekAt = (now: number, timeZone = TOWN_TIME_ZONE) => weekOfDay(dayOf(now, timeZone));

export const weeksLater = (week: string, weeks: number) => weekOfDay(addDays(firstDayOf(week), weeks * DAYS));

export const daysOf = (week: string) =>
  Array.from({ length: DAYS }, (_, index) => addDays(firstDayOf(week), index));

/** When the week begins, and when the next one does (ms). */
export function weekBounds(week: string, timeZone = TOWN_TIME_ZONE): Bounds {
  const [first, last] = [firstDayOf(week), addDays(firstDayOf(week), DAYS - 1)];
  return { from: boundsOf(first, timeZone).from, to: boundsOf(last, timeZone).to };
}

/** A finished trip. Money is in minor units. */
export const earnedTripSchema = z.object({
  id: idSchema,
  accepted_at: instantSchema,
  finished_at: instantSchema,
  /** Delivered, or tried. */
  orders: z.int(),
  metres: z.int(),
  /** Paid waiting. */
  waited_seconds: z.int(),
  currency: shortTextSchema,
  base: z.int(),
  distance: z.int(),
  waiting: z.int(),
  tip: z.int(),
});
export type EarnedTrip = z.infer<typeof earnedTripSchema>;

export interface ShiftTime {
  readonly from: number;
  readonly to: number;
}

/** In minor units. */
export interface Money {
  readonly currency: string;
  readonly amount: number;
}

export interface WeekSums {
  readonly onShiftMs: number;
  readonly trips: number;
  readonly orders: number;
  readonly waitedSeconds: number;
  /** By currency, which are never added up. At least one. */
  readonly earned: readonly Money[];
}

export interface RiderDay extends WeekSums {
  readonly date: string;
  readonly list: readonly EarnedTrip[];
}

export interface RiderWeek {
  readonly week: string;
  readonly timeZone: string;
  /** Of the first trip. */
  readonly currency: string;
  readonly days: readonly RiderDay[];
  readonly sums: WeekSums;
}

export const totalOf = ({ base, distance, waiting, tip }: EarnedTrip) => base + distance + waiting + tip;

const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);

/** Returns what trips have paid in each currency, nothing in `usual` when there are none. */
function earnedBy(trips: readonly EarnedTrip[], usual: string): Money[] {
  if (trips.length === 0) return [{ currency: usual, amount: 0 }];
  return [...Map.groupBy(trips, ({ currency }) => currency)]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([currency, some]) => ({ currency, amount: sum(some.map(totalOf)) }));
}

/** A trip counts on the day on which it was accepted; a shift over midnight counts on both. */
export function toWeek(
  week: string,
  trips: readonly EarnedTrip[],
  shifts: readonly ShiftTime[],
  timeZone = TOWN_TIME_ZONE,
): RiderWeek {
  const currency = trips[0]?.currency ?? TOWN_CURRENCY;
  const days = daysOf(week).map((date) => {
    const { from, to } = boundsOf(date, timeZone);
    const list = trips.filter(({ accepted_at }) => {
      const at = Date.parse(accepted_at);
      return at >= from && at < to;
    });
    return {
      date,
      list,
      onShiftMs: sum(shifts.map((one) => Math.max(0, Math.min(one.to, to) - Math.max(one.from, from)))),
      trips: list.length,
      orders: sum(list.map(({ orders }) => orders)),
      waitedSeconds: sum(list.map(({ waited_seconds }) => waited_seconds)),
      earned: earnedBy(list, currency),
    };
  });
  const over = (of: (day: WeekSums) => number) => sum(days.map(of));
  return {
    week,
    timeZone,
    currency,
    days,
    sums: {
      onShiftMs: over((day) => day.onShiftMs),
      trips: over((day) => day.trips),
      orders: over((day) => day.orders),
      waitedSeconds: over((day) => day.waitedSeconds),
      earned: earnedBy(
        days.flatMap(({ list }) => list),
        currency,
      ),
    },
  };
}

const HEADER = [
  "date",
  "accepted",
  "finished",
  "orders",
  "km",
  "paid_waiting_minutes",
  "base",
  "distance",
  "waiting",
  "tip",
  "total",
  "currency",
];

/** One row for each trip, with the times of the week's clock. */
export function weekCsv({ days, timeZone }: RiderWeek): string {
  const rows = days.flatMap(({ date, list }) =>
    list.map((trip) => [
      date,
      formatTime(trip.accepted_at, timeZone),
      formatTime(trip.finished_at, timeZone),
      String(trip.orders),
      (trip.metres / 1_000).toFixed(2),
      (trip.waited_seconds / 60).toFixed(1),
      ...[trip.base, trip.distance, trip.waiting, trip.tip, totalOf(trip)].map((minor) =>
        priceText(minor, trip.currency),
      ),
      trip.currency,
    ]),
  );
  return formatCsv([HEADER, ...rows]);
}
