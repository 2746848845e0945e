import * as z from "zod/mini";

/** Bounds of what arrives from our own server, tabs and tables: far above what the product writes. In characters. */

export const shortTextSchema = z.string().check(z.maxLength(500));
export const longTextSchema = z.string().check(z.maxLength(5_000));

/** Zod allows any number of digits after the seconds. */
export const instantSchema = z.iso.datetime().check(z.maxLength(40));

/** The keys are short texts. */
export function boundedRecord<Value extends z.ZodMiniType>(value: Value, entries: number) {
  return z
    .record(shortTextSchema, value)
    .check(
      z.refine((record) => Object.keys(record).length <= entries, `must have at most ${entries} entries`),
    );
}
