import * as z from "zod";

export const BREAKS = ["none", "cursor", "dedupe"] as const;
/** `cursor`: readers return without their cursor. `dedupe`: with their first cursor, and handle every event. */
export type Break = (typeof BREAKS)[number];

const readerSchema = z.object({
  id: z.number().int(),
  token: z.string(),
  /** Channels besides the default ones. */
  asks: z.array(z.string()),
  /** Opens with a ticket in the URL instead of a header. */
  usesTickets: z.boolean(),
});
export type ReaderSpec = z.infer<typeof readerSchema>;

export const orderSchema = z.discriminatedUnion("op", [
  z.object({
    op: z.literal("open"),
    url: z.string(),
    deadAfterMs: z.number(),
    broken: z.enum(BREAKS),
    readers: z.array(readerSchema),
  }),
  z.object({ op: z.literal("drop"), id: z.number().int(), forMs: z.number() }),
  z.object({ op: z.literal("count") }),
  z.object({ op: z.literal("report") }),
]);
export type Order = z.infer<typeof orderSchema>;

const entrySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    offset: z.number(),
    digest: z.number(),
    at: z.number(),
    line: z.number(),
  }),
  z.object({ kind: z.literal("reset"), offset: z.number(), line: z.number() }),
]);

const recordSchema = z.object({
  reader: z.number().int(),
  channel: z.string(),
  entries: z.array(entrySchema),
});
export type ReaderRecord = z.infer<typeof recordSchema>;

const talliesSchema = z.record(z.string(), z.number());

export const openedSchema = z.object({ op: z.literal("open") });
export const countedSchema = z.object({ op: z.literal("count"), received: z.number().int() });
export const reportSchema = z.object({
  op: z.literal("report"),
  records: z.array(recordSchema),
  tallies: talliesSchema,
});
export type Answer =
  | z.infer<typeof openedSchema>
  | z.infer<typeof countedSchema>
  | z.infer<typeof reportSchema>;
