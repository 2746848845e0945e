import "server-only";
import { sql } from "drizzle-orm";
import { userChannel } from "@/lib/auth/model/channels";
import { queryable } from "@/lib/db/client";
import { failureText } from "@/lib/jobs/failure-text";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import {
  auditRows,
  eventRows,
  notificationRows,
  type OrderLog,
  printRows,
  reactionRows,
} from "@/lib/platform/model/order-log";

/** Of each kind. More would not be read by a person. */
const AT_MOST = 100;

interface LoggedOrder {
  readonly id: string;
  readonly tenant_id: string;
  readonly user_id: string;
  readonly created_at: string;
}

/**
 * Reads what the product did about an order: its events as long as the log holds them, the reactions to them, the notifications
 * with their pushes and mails, the printed tickets, and what admins did. Null for anyone but an admin.
 */
export async function readOrderLog(
  viewer: { readonly isAdmin: boolean },
  order: LoggedOrder,
): Promise<OrderLog | null> {
  if (!viewer.isAdmin) return null;
  const db = await queryable();
  const channels = sql.param([
    orderChannel.name(order.id),
    tenantOrdersChannel.name(order.tenant_id),
    userChannel.name(order.user_id),
  ]);
  const topics = sql.param([`waiting:${order.id}`, `missed:${order.id}`]);
  const [events, reactions, notifications, prints, audit] = await Promise.all([
    db.execute(sql`
      select "offset", type, at from channel_events where channel = ${orderChannel.name(order.id)}
      order by "offset" limit ${AT_MOST}`),
    db.execute(sql`
      select position.reaction, position.channel, position.failures, position.error,
        greatest(channels.head - position."offset", 0) as behind
      from channels join reaction_positions position on position.channel = channels.name
      where channels.name = any(${channels}::text[])
      order by position.failures desc, 1, 2 limit ${AT_MOST}`),
    db.execute(sql`
      select note.id, note.created_at as at, note.title, note.read_at,
        coalesce(person.name, split_part(person.email, '@', 1)) as person,
        coalesce((
          select json_agg(json_build_object('channel', message.channel, 'state', message.state, 'reason', message.reason)
            order by message.id)
          from notification_messages message where message.notification_id = note.id
        ), '[]'::json) as messages
      from (
        (
          select id, user_id, created_at, title, read_at from notifications
          where user_id = ${order.user_id}::uuid and topic = ${`order:${order.id}`}
            and created_at >= ${order.created_at}::timestamptz
          order by created_at limit ${AT_MOST}
        ) union all (
          select id, user_id, created_at, title, read_at from notifications
          where kind in ('order_waiting', 'order_missed') and topic = any(${topics}::text[])
          order by created_at limit ${AT_MOST}
        )
      ) note
      join users person on person.id = note.user_id
      order by note.created_at, note.id limit ${AT_MOST}`),
    db.execute(sql`
      select job.id, job.created_at as at, printers.name as printer, job.state
      from print_jobs job join printers on printers.id = job.printer_id
      where job.order_id = ${order.id}::uuid order by job.created_at, job.id limit ${AT_MOST}`),
    db.execute(sql`
      select id, at, actor_name, action, reason from audit_log
      where target_kind = 'order' and target_id = ${order.id}
      order by at desc nulls last, id desc nulls last limit ${AT_MOST}`),
  ]);
  return {
    events: eventRows.parse(events).rows,
    reactions: reactionRows
      .parse(reactions)
      .rows.map((row) => ({ ...row, error: row.error === null ? null : failureText(row.error) })),
    notifications: notificationRows.parse(notifications).rows,
    prints: printRows.parse(prints).rows,
    audit: auditRows.parse(audit).rows,
  };
}
