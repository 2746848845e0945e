import * as z from "zod";

/** Milliseconds. */
const timesSchema = z.object({ p50: z.number(), p95: z.number() });

const storeFiguresOfSchema = z.object({
  /** Orders of the store on the day that is read, of all its orders. */
  ordersOfDay: z.number(),
  /** `GET /api/tenants/:slug/figures`, without HTTP. */
  day: timesSchema,
  /** The peer: a report of the same day in plain SQL. */
  plain: timesSchema,
  /** The page of figures with its 30 days. */
  page: timesSchema,
  /** The page when no day has been counted before. */
  firstPageMs: z.number(),
});

/** How long the figures of a store with 100,000 orders take. */
export const storeFiguresSchema = z.object({
  orders: z.number(),
  overYear: storeFiguresOfSchema,
  overMonth: storeFiguresOfSchema,
});
export type StoreFigures = z.infer<typeof storeFiguresSchema>;
