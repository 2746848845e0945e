import * as z from "zod";

/** Rows of the database about one order: lib/platform/server/orders/order-log.ts. */

const when = z.coerce.date().transform((date) => date.toISOString());

export const eventRows = z.object({
  rows: z.array(z.object({ offset: z.coerce.number(), type: z.string(), at: when })),
});
export const reactionRows = z.object({
  rows: z.array(
    z.object({
      reaction: z.string(),
      channel: z.string(),
      /** Events of the channel that it has not handled yet. */
      behind: z.coerce.number(),
      failures: z.coerce.number(),
      error: z.string().nullable(),
    }),
  ),
});
export const notificationRows = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      at: when,
      title: z.string(),
      person: z.string(),
      read_at: when.nullable(),
      messages: z.array(z.object({ channel: z.string(), state: z.string(), reason: z.string().nullable() })),
    }),
  ),
});
export const printRows = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      at: when,
      printer: z.string(),
      state: z.enum(["waiting", "claimed", "printed", "failed"]),
    }),
  ),
});
export const auditRows = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      at: when,
      actor_name: z.string(),
      action: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

type RowOf<Rows extends z.ZodType<{ rows: unknown[] }>> = z.infer<Rows>["rows"][number];

export interface OrderLog {
  readonly events: readonly RowOf<typeof eventRows>[];
  readonly reactions: readonly RowOf<typeof reactionRows>[];
  readonly notifications: readonly RowOf<typeof notificationRows>[];
  readonly prints: readonly RowOf<typeof printRows>[];
  readonly audit: readonly RowOf<typeof auditRows>[];
}
