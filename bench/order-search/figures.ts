import * as z from "zod";

/** How long admins wait for orders that they search for. */
export const orderSearchSchema = z.object({
  orders: z.number(),
  /** By the kind of search; milliseconds. */
  searches: z.array(z.object({ name: z.string(), p50: z.number(), p95: z.number() })),
});
export type OrderSearchFigures = z.infer<typeof orderSearchSchema>;
