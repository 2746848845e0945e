import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notificationMessages, notifications } from "@/lib/db/schema/notifications";
import { orders } from "@/lib/db/schema/orders";
import { toWire } from "@/lib/db/wire";
import { escalationStepSchema, type TakenStep, takenStepSchema } from "@/lib/notifications/model/escalation";

const takenRows = z.object({
  rows: z
    .array(
      z.object({
        step: escalationStepSchema,
        at: z.coerce.date(),
        people: z.coerce.number(),
        sent: z.coerce.number(),
        waiting: z.coerce.number(),
        over: z.coerce.number(),
      }),
    )
    .max(escalationStepSchema.options.length),
});

/**
 * Returns the steps by which people were told that nobody acknowledged an order, the first one first; null unless the viewer is
 * the store's staff. They are known for as long as notifications are kept.
 */
export async function listEscalationSteps(
  viewer: Pick<Viewer, "isAdmin" | "tenantIds">,
  { id, tenant_id }: { id: string; tenant_id: string },
): Promise<TakenStep[] | null> {
  if (!isStaffOf(viewer, tenant_id)) return null;
  const db = await queryable();
  const isIn = (states: readonly string[]) => sql`message.state = any(${sql.param([...states])}::text[])`;
  const result = await db.execute(sql`
    select coalesce(note.step, 'admins') as step,
      coalesce(min(message.sent_at), min(note.created_at)) as at,
      count(distinct note.user_id) as people,
      count(message.id) filter (where ${isIn(["sent"])}) as sent,
      count(message.id) filter (where ${isIn(["waiting", "sending"])}) as waiting,
      count(message.id) filter (where message.state = 'skipped' and message.reason = 'over') as over
    from ${notifications} note
    left join ${notificationMessages} message on message.notification_id = note.id
    where note.kind in ('order_waiting', 'order_missed')
      and note.topic = any(${sql.param([`waiting:${id}`, `missed:${id}`])}::text[])
      and exists (
        select from ${orders} where ${orders.id} = ${id}::uuid and ${orders.tenant_id} = ${tenant_id}::uuid
      )
    group by 1
    order by 2`);
  return takenRows.parse(result).rows.map((row) => toWire(takenStepSchema, row));
}
