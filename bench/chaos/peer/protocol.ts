import * as z from "zod";

/** Messages between the run and the peer's readers. */

export const emissionSchema = z.object({
  /** Unique in a run. */
  n: z.number().int(),
  /** The time of the request in milliseconds. */
  at: z.number(),
});

export const openSchema = z.object({
  op: z.literal("open"),
  url: z.string(),
  /** The channels of each reader. */
  readers: z.array(z.array(z.string())),
});

export const orderSchema = z.discriminatedUnion("op", [
  openSchema,
  z.object({ op: z.literal("count") }),
  z.object({ op: z.literal("report") }),
]);
export type Order = z.infer<typeof orderSchema>;

/** One call of a reader's handler. */
const handedSchema = z.object({ n: z.number(), at: z.number() });

const recordSchema = z.object({ reader: z.number(), channel: z.string(), handed: z.array(handedSchema) });
export type PeerRecord = z.infer<typeof recordSchema>;

export const openedSchema = z.object({ op: z.literal("open") });
export const countedSchema = z.object({ op: z.literal("count"), received: z.number().int() });
export const reportSchema = z.object({
  op: z.literal("report"),
  records: z.array(recordSchema),
});
export type Answer =
  | z.infer<typeof openedSchema>
  | z.infer<typeof countedSchema>
  | z.infer<typeof reportSchema>;
