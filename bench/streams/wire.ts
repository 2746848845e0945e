import * as z from "zod";

/** `one`: all clients on one channel. `own`: every client has a channel of its own. */
export const audienceSchema = z.enum(["one", "own"]);
export type Audience = z.infer<typeof audienceSchema>;

/** In `own`, each event goes to the next client in turn. */
export const emissionSchema = z.object({
  audience: audienceSchema,
  perSecond: z.number().positive(),
  seconds: z.number().positive(),
  clients: z.number().int().positive(),
});
export type Emission = z.infer<typeof emissionSchema>;

export const emittedSchema = z.object({
  emitted: z.number().int(),
  /** Empty for a subject without cursors. */
  cursor: z.string().default(""),
});
export const memorySchema = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });
export type Memory = z.infer<typeof memorySchema>;

export interface BenchPayload {
  n: number;
  /** Microseconds of the machine's monotonic clock, which all processes share. */
  sent: number;
  text: string;
}

export function monotonicMicros(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** Makes an event about 300 bytes on the wire, like a small change of an order. */
const TEXT = "An order is being prepared, and whoever may know of it hears of it at once. ".repeat(3);

export function benchPayload(n: number): BenchPayload {
  return { n, sent: monotonicMicros(), text: TEXT };
}

/** Collects garbage first, which needs `--expose-gc`. */
export function measureMemory(): Memory {
  for (let turn = 0; turn < 3; turn++) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heapUsed, external };
}
