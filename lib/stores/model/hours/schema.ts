import * as z from "zod/mini";

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const HOURS_LIMITS = { perDay: 4, exceptions: 100, lastOrderMinutes: 180 } as const;

const timeSchema = z
  .string()
  .check(z.maxLength(5), z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 17:30"));
const dateSchema = z.iso.date().check(z.maxLength(10));

/** A `to` that is not after `from` is on the next day; the same time is 24 hours later. */
const interval = { from: timeSchema, to: timeSchema };
export const intervalSchema = z.object(interval);
export type Interval = z.infer<typeof intervalSchema>;

const areDifferent = (days: readonly { date: string }[]) =>
  days.every((day, index) => days.findIndex((other) => other?.date === day?.date) === index);

export const hoursSchema = z.object({
  /** Days without an interval are closed. */
  weekly: z
    .array(z.object({ day: z.literal(WEEKDAYS), ...interval }))
    .check(z.maxLength(HOURS_LIMITS.perDay * 7)),
  /** Replace what begins on that date; without intervals, nothing does. */
  exceptions: z
    .array(
      z.object({
        date: dateSchema,
        intervals: z.array(intervalSchema).check(z.maxLength(HOURS_LIMITS.perDay)),
      }),
    )
    .check(z.maxLength(HOURS_LIMITS.exceptions), z.refine(areDifferent, "has the same date twice")),
  /** Minutes before closing from which on no orders are taken. */
  last_order_minutes: z.int().check(z.minimum(0), z.maximum(HOURS_LIMITS.lastOrderMinutes)),
});
export type Hours = z.infer<typeof hoursSchema>;
