import "server-only";
import { desc, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod";
import { dispatchDecisionOrders, dispatchDecisions } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riders, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { offerDeclined, offerExpired, riderSilent, tripFinished } from "@/lib/dispatch/model/events";
import { noticeOfMove, noticeOfSilence, noticeOfUntaken } from "@/lib/dispatch/model/notices";
import { OFFERS_UNTIL_ALARM, reasonSchema } from "@/lib/dispatch/model/offer";
import { sentenceOf } from "@/lib/dispatch/model/sentence";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { defineReaction, type Occurrence } from "@/lib/reactions/define-reaction";
import { readStaff } from "@/lib/stores/server/queries";
import { firstName } from "@/lib/text/first-name";
import { idSchema } from "@/lib/text/id";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";

const refusalRows = z.object({
  rows: z.array(z.object({ order_id: idSchema, until: z.number(), before: z.number() })).max(10),
});

/** Counts the riders who did not take these orders, up to the end of an offer, and before it: other ends may have followed. */
async function countRefusals(tx: Transaction, offerId: string) {
  const found = await tx.execute(sql`
    select about.order_id, count(distinct other.rider_id)::int as until,
      (count(distinct other.rider_id) filter (where other.id <> this.id))::int as before
    from offers this
    join offer_orders about on about.offer_id = this.id
    join offer_orders others on others.order_id = about.order_id
    join offers other on other.id = others.offer_id
    where this.id = ${offerId}::uuid and other.status in ('declined', 'expired')
      and (other.ended_at, other.id) <= (this.ended_at, this.id)
    group by about.order_id`);
  return refusalRows.parse(found).rows;
}

/** Tells admins, and the staff of a store with riders of its own, once for each order. */
async function tellDispatchers(
  tx: Transaction,
  event: Occurrence,
  { offer_id, timestamp }: { offer_id: string; timestamp: string },
): Promise<void> {
  const counts = await countRefusals(tx, offer_id);
  const alarming = counts.filter(
    ({ until, before }) => until === OFFERS_UNTIL_ALARM && before < OFFERS_UNTIL_ALARM,
  );
  if (alarming.length === 0) return;
  const about = await tx
    .select({
      id: orders.id,
      code: orders.order_code,
      tenant_id: tenants.id,
      store: tenants.name,
      slug: tenants.slug,
      fleet: tenants.rider_fleet,
    })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(
      inArray(
        orders.id,
        alarming.map(({ order_id }) => order_id),
      ),
    );
  const admins = await listAdmins(tx);
  for (const { id, code, tenant_id: tenantId, store, slug, fleet } of about) {
    const values = { code, store, riders: OFFERS_UNTIL_ALARM };
    const shared = { event, at: timestamp, topic: `untaken:${id}`, tenantId };
    for (const userId of admins)
      addNotification(tx, userId, {
        ...shared,
        notice: noticeOfUntaken({ ...values, slug: null }),
        kind: "order_missed",
      });
    if (fleet !== "platform")
      for (const { user_id } of await readStaff(tx, tenantId))
        if (!admins.includes(user_id))
          addNotification(tx, user_id, {
            ...shared,
            notice: noticeOfUntaken({ ...values, slug }),
            kind: "order_waiting",
          });
  }
}

/** Tells admins, and the staff of the store whose fleet the rider belongs to. */
async function tellOfSilence(
  tx: Transaction,
  event: Occurrence,
  { rider_id, trip_id, seen_at, timestamp }: z.infer<typeof riderSilent.schema>,
): Promise<void> {
  const [found] = await tx
    .select({
      name: sql<string>`coalesce(${users.name}, split_part(${users.email}, '@', 1))`,
      tenant_id: riders.tenant_id,
    })
    .from(riders)
    .innerJoin(users, eq(users.id, riders.id))
    .where(eq(riders.id, rider_id));
  if (found === undefined) return;
  const { tenant_id: tenantId } = found;
  const minutes = Math.floor((Date.parse(timestamp) - Date.parse(seen_at)) / 60_000);
  const about = { rider: firstName(found.name), minutes };
  const shared = { event, at: timestamp, topic: `silent:${trip_id}` };
  const admins = await listAdmins(tx);
  for (const userId of admins)
    addNotification(tx, userId, {
      ...shared,
      notice: noticeOfSilence({ ...about, slug: null }),
      kind: "order_missed",
    });
  if (tenantId === null) return;
  for (const { user_id, slug } of await readStaff(tx, tenantId))
    if (!admins.includes(user_id))
      addNotification(tx, user_id, {
        ...shared,
        notice: noticeOfSilence({ ...about, slug }),
        kind: "order_waiting",
        tenantId,
      });
}

/** Notifies dispatchers when three riders did not take an order, and when nothing is heard of a rider who has one. */
export const notifyDispatchers = defineReaction({
  name: "notify_dispatchers",
  channels: fleetChannel.name("%"),
  events: [offerDeclined, offerExpired, riderSilent],
  onGap: "skip",
  isReplayable: true,
  on: {
    offer_declined: (tx, event) => tellDispatchers(tx, event, event.data),
    offer_expired: async (tx, event) => {
      if (!event.data.is_withdrawn) await tellDispatchers(tx, event, event.data);
    },
    rider_silent: (tx, event) => tellOfSilence(tx, event, event.data),
  },
});

/** Decisions that take an order from the rider who has it. */
const TAKING: readonly string[] = ["move", "assign", "release"];
/** The decision and the end of the rider's part are written together. */
const TOGETHER_MS = 5_000;

/** Tells riders why an order of theirs goes to somebody else. Who gave it back knows. */
export const notifyMovedRiders = defineReaction({
  name: "notify_moved_riders",
  channels: tenantOrdersChannel.name("%"),
  events: [tripFinished],
  onGap: "skip",
  isReplayable: true,
  on: {
    trip_finished: async (tx, event) => {
      const { trip_id, order_id, order_code: code, outcome, timestamp, tenant_id: tenantId } = event.data;
      if (outcome !== "released") return;
      const [trip] = await tx.select({ rider_id: trips.rider_id }).from(trips).where(eq(trips.id, trip_id));
      const at = Date.parse(timestamp);
      const [decision] = await tx
        .select({ kind: dispatchDecisions.kind, reason: dispatchDecisions.reason })
        .from(dispatchDecisionOrders)
        .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, dispatchDecisionOrders.decision_id))
        .where(
          sql`${dispatchDecisionOrders.order_id} = ${order_id}::uuid and ${dispatchDecisions.at} between
            ${new Date(at - TOGETHER_MS).toISOString()}::timestamptz and ${new Date(at + TOGETHER_MS).toISOString()}::timestamptz`,
        )
        .orderBy(desc(dispatchDecisions.at), desc(dispatchDecisions.id))
        .limit(1);
      if (trip === undefined || decision === undefined || !TAKING.includes(decision.kind)) return;
      const why = sentenceOf(reasonSchema.parse(decision.reason), "dispatcher");
      addNotification(tx, trip.rider_id, {
        event,
        at: timestamp,
        notice: noticeOfMove({ code, why }),
        kind: "messages",
        topic: `order:${order_id}`,
        tenantId,
      });
    },
  },
});
