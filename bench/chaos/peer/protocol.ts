import * as z from "zod";

export const emissionSchema = z.object({
  n: z.number().int(),
  at: z.number(),
});

export const openSchema = z.object({
  op: z.literal("open"),
  url: z.string(),
  readers: z.array(z.array(z.string())),
});

export const orderSchema = z.discriminatedUnion("op", [
  openSchema,
  z.object({ op: z.literal("count") }),
  z.object({ op: z.literal("report") }),
]);
export type Order = z.infer<typeof orderSchema>;

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
