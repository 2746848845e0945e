import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { orderHistory } from "@/lib/db/schema/orders";
import type { TimelineEntry } from "@/lib/orders/model/schema";

/** Needs `changed` (id, version) in the same statement. */
export function historyOfChanged(actorId: string | null, entry: TimelineEntry): SQL {
  return sql`
    insert into ${orderHistory} (
      order_id, version, at, action, from_status, to_status,
      actor_kind, actor_id, actor_name, reason, note, minutes
    )
    select id, version, ${entry.at}::timestamptz, ${entry.action}, ${entry.from_status}, ${entry.to_status},
      ${entry.actor_kind}, ${actorId}::uuid, ${entry.actor_name}, ${entry.reason}, ${entry.note}, ${entry.minutes}::int
    from changed`;
}
