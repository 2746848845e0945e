import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { daySchema } from "./day";

const countSchema = z.int().check(z.nonnegative());
/** Seconds; null before the first accepted order. */
const secondsSchema = z.nullable(z.number().check(z.nonnegative()));

/** Dishes of the leaderboard. */
export const TOP_ITEMS = 10;
/** Days of the charts, today included. */
export const CHART_DAYS = 30;

export const topItemSchema = z.object({
  rank: z.int().check(z.positive()),
  menu_item_id: idSchema,
  name: shortTextSchema,
  quantity: countSchema,
  /** Minor units, with options, without the delivery. */
  revenue: z.int(),
});
export type TopItem = z.infer<typeof topItemSchema>;
export const topItemsSchema = z.array(topItemSchema).check(z.maxLength(TOP_ITEMS));

const dayTotals = {
  /** Orders placed on this day, also those that were cancelled. */
  orders: countSchema,
  /** Minor units: totals of the orders whose money stays with the store. */
  revenue: z.int(),
  median_accept_seconds: secondsSchema,
  p90_accept_seconds: secondsSchema,
  late: countSchema,
  cancelled: countSchema,
  /** Of the cancelled ones: those that the store declined, cancelled or did not answer. */
  own_fault: countSchema,
};
export const dayTotalsSchema = z.object(dayTotals);
export type DayTotals = z.infer<typeof dayTotalsSchema>;

export const dayFiguresSchema = z.object({
  ...dayTotals,
  date: daySchema,
  time_zone: shortTextSchema,
  currency: shortTextSchema,
  /** Orders by the hour that the store's clock showed. */
  by_hour: z.array(countSchema).check(z.length(24)),
  top_items: topItemsSchema,
  /** When the figures were read: later ones replace them. */
  as_of: instantSchema,
});
export type DayFigures = z.infer<typeof dayFiguresSchema>;

/** The 30 days before an early day are earlier than any day that can be chosen. */
export const chartDaySchema = z.object({ ...dayTotals, date: z.iso.date().check(z.maxLength(10)) });
export type ChartDay = z.infer<typeof chartDaySchema>;
