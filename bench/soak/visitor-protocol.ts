import * as z from "zod";

const visitorSchema = z.object({ token: z.string(), asks: z.array(z.string()) });

export const orderSchema = z.discriminatedUnion("op", [
  z.object({
    op: z.literal("open"),
    url: z.string(),
    seed: z.number().int(),
    /** Shortest and longest visit (ms). */
    stay: z.tuple([z.number(), z.number()]),
    visitors: z.array(visitorSchema),
  }),
  z.object({ op: z.literal("count") }),
]);
export type Order = z.infer<typeof orderSchema>;

export const openedSchema = z.object({ op: z.literal("open") });
export const countedSchema = z.object({
  op: z.literal("count"),
  open: z.number().int(),
  opened: z.number().int(),
  resumed: z.number().int(),
  refused: z.number().int(),
  received: z.number().int(),
  /** Events with a gap before them on their channel. */
  gaps: z.number().int(),
  resets: z.number().int(),
});
export type Visits = z.infer<typeof countedSchema>;
export type Answer = z.infer<typeof openedSchema> | Visits;
