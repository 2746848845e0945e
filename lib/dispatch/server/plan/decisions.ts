import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import * as z from "zod";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Queryable, queryable } from "@/lib/db/client";
import { dispatchDecisionOrders, dispatchDecisions } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { toWire } from "@/lib/db/wire";
import { type DispatchDecision, decisionSchema } from "@/lib/dispatch/model/decision";
import { reasonSchema } from "@/lib/dispatch/model/offer";
import { sentenceOf } from "@/lib/dispatch/model/sentence";
import { anyOf } from "@/lib/dispatch/server/riding/locks";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import { firstName } from "@/lib/text/first-name";
import { idSchema } from "@/lib/text/id";

const decisionColumns = {
  id: dispatchDecisions.id,
  at: dispatchDecisions.at,
  kind: dispatchDecisions.kind,
  rider_id: dispatchDecisions.rider_id,
  rider_name: users.name,
  actor_name: dispatchDecisions.actor_name,
  reason: dispatchDecisions.reason,
  candidates: dispatchDecisions.candidates,
  note: dispatchDecisions.note,
  order_ids: sql<string[]>`array(
    select about.order_id::text from ${dispatchDecisionOrders} about where about.decision_id = ${dispatchDecisions.id}
    order by about.order_id
  )`,
};

function toDecision(row: { reason: object; rider_name: string | null }): DispatchDecision {
  const reason = reasonSchema.parse(row.reason);
  return toWire(decisionSchema, {
    ...row,
    rider_name: row.rider_name === null ? null : firstName(row.rider_name),
    reason,
    sentence: sentenceOf(reason, "dispatcher"),
  });
}

const latestIds = z.object({ rows: z.array(z.object({ order_id: idSchema, id: idSchema })).max(1_000) });

/** Not authorised. Returns the latest decision about each order. */
export async function readPresentDecisions(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, DispatchDecision>> {
  const found = await db.execute(sql`
    select asked.id as order_id, latest.id
    from unnest(${sql.param([...new Set(orderIds)])}::uuid[]) as asked(id)
    cross join lateral (
      select decision.id
      from dispatch_decision_orders about join dispatch_decisions decision on decision.id = about.decision_id
      where about.order_id = asked.id
      order by decision.at desc, decision.id desc limit 1
    ) latest`);
  const { rows } = latestIds.parse(found);
  const decisions = await db
    .select(decisionColumns)
    .from(dispatchDecisions)
    .leftJoin(users, eq(users.id, dispatchDecisions.rider_id))
    .where(sql`${dispatchDecisions.id} = ${anyOf(rows.map(({ id }) => id))}`);
  const byId = new Map(decisions.map((row) => [row.id, toDecision(row)]));
  return new Map(
    rows.flatMap(({ order_id, id }) => {
      const decision = byId.get(id);
      return decision === undefined ? [] : [[order_id, decision] as const];
    }),
  );
}

const PAGE = { usual: 20, most: 100 };

export interface DecisionPage {
  readonly decisions: DispatchDecision[];
  readonly next_cursor: string | null;
}

/**
 * Returns the decisions about an order, the newest first. Null when there is no such order, or the viewer is neither an admin nor
 * on the staff of its store: customers are not told of other riders.
 */
export async function listDecisions(
  viewer: Viewer,
  orderId: string,
  page: { readonly limit?: number | undefined; readonly cursor?: string | undefined } = {},
): Promise<DecisionPage | null> {
  const { data: id } = idSchema.safeParse(orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const [order] = await db.select({ tenant_id: orders.tenant_id }).from(orders).where(eq(orders.id, id));
  if (order === undefined || !isStaffOf(viewer, order.tenant_id)) return null;
  const limit = Math.min(Math.max(page.limit ?? PAGE.usual, 1), PAGE.most);
  const after = page.cursor === undefined ? null : decodePageCursor(page.cursor);
  const rows = await db
    .select(decisionColumns)
    .from(dispatchDecisionOrders)
    .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, dispatchDecisionOrders.decision_id))
    .leftJoin(users, eq(users.id, dispatchDecisions.rider_id))
    .where(
      and(
        eq(dispatchDecisionOrders.order_id, id),
        after === null
          ? undefined
          : sql`(${dispatchDecisions.at}, ${dispatchDecisions.id}) < (${after.created_at.toISOString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(dispatchDecisions.at), desc(dispatchDecisions.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    // Decisions about several orders may be about those of other stores, too.
    decisions: shown.map(toDecision).map((one) => (viewer.isAdmin ? one : { ...one, order_ids: [id] })),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodePageCursor({ created_at: last.at, id: last.id })
        : null,
  };
}
