import * as z from "zod";

export const chatFiguresSchema = z.object({
  /** Two in each room. */
  people: z.number(),
  messages: z.number(),
  /** Messages a minute that were answered; each of them is also read, with a receipt. */
  perMinute: z.number(),
  /** Milliseconds from the time at which a message was due to be sent until its answer. */
  answered: z.object({ p50: z.number(), p95: z.number(), p99: z.number() }),
  /** The same until its other reader's channel announced it. */
  delivered: z.object({ p50: z.number(), p95: z.number(), p99: z.number() }),
  /** Microseconds of CPU for each message with its receipt and its reactions. */
  cpuEach: z.number(),
  /** Messages that a channel of a member lacks, has twice, or has in another order than the room. */
  wrong: z.number(),
});
export type ChatFigures = z.infer<typeof chatFiguresSchema>;
