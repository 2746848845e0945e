import * as z from "zod";

/** Above every price that the product takes. A time in microseconds, cut to it, tells delays of up to ten seconds. */
export const PRICE_LIMIT = 10_000_000;

/** A speed carries a time in units of this, or it would be above every speed that the product takes. It tells delays of up to 100 s. */
export const SPEED_UNIT = 100_000;
export const SPEED_LIMIT = 100_000_000;

/** The field of an event that carries the time of its publishing. */
export const stampSchema = z.enum(["sent", "price", "speed", "title"]);
export type Stamp = z.infer<typeof stampSchema>;

export const orderSchema = z.discriminatedUnion("do", [
  /** Opens `atOnce` streams at a time; answers when each has its first frame. */
  z.object({
    do: z.literal("open"),
    group: z.string(),
    port: z.number().int(),
    streams: z.array(z.object({ path: z.string(), headers: z.array(z.string()) })),
    atOnce: z.number().int().positive(),
    stamp: stampSchema.default("sent"),
  }),
  z.object({ do: z.literal("count"), group: z.string() }),
  /** Answers once a group has received `expected` events since, or when nothing more has come for two seconds. */
  z.object({ do: z.literal("report"), group: z.string(), expected: z.number().int() }),
  z.object({ do: z.literal("close"), group: z.string() }),
]);
export type Order = z.infer<typeof orderSchema>;
export type OrderInput = z.input<typeof orderSchema>;

export const reportSchema = z.object({
  /** Milliseconds that the opening took; 0 for other orders. */
  ms: z.number(),
  open: z.number().int(),
  received: z.number().int(),
  /** Microseconds from publishing to receipt. */
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  failures: z.array(z.string()),
});
export type Report = z.infer<typeof reportSchema>;
