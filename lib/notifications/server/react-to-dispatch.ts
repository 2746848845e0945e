import "server-only";
import { desc, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod";
import { userChannel } from "@/lib/auth/model/channels";
import { dispatchDecisionOrders, dispatchDecisions } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { riders, trips } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import {
  dispatchChanged,
  offerDeclined,
  offerExpired,
  offerMade,
  riderSilent,
  tripFinished,
  tripStarted,
} from "@/lib/dispatch/model/events";
import { NOBODY_TOLD } from "@/lib/dispatch/model/nobody";
import {
  noticeOfGiven,
  noticeOfMove,
  noticeOfNobody,
  noticeOfOffer,
  noticeOfSilence,
  noticeOfUntaken,
} from "@/lib/dispatch/model/notices";
import { OFFERS_UNTIL_ALARM, reasonSchema } from "@/lib/dispatch/model/offer";
import { sentenceOf } from "@/lib/dispatch/model/sentence";
import type { Notice } from "@/lib/notifications/model/schema";
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

interface Alarm {
  /** Of the notifications with the same topic, a phone shows the latest only. */
  readonly topic: string;
  readonly notice: (about: { code: string; store: string; slug: string | null }) => Notice;
  readonly at: string;
}

/** Tells admins, and the staff of the stores with riders of their own. */
async function alarm(
  tx: Transaction,
  event: Occurrence,
  orderIds: readonly string[],
  { topic, notice, at }: Alarm,
): Promise<void> {
  if (orderIds.length === 0) return;
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
    .where(inArray(orders.id, [...orderIds]));
  const admins = await listAdmins(tx);
  for (const { id, code, tenant_id: tenantId, store, slug, fleet } of about) {
    const shared = { event, at, topic: `${topic}:${id}`, tenantId };
    for (const userId of admins)
      addNotification(tx, userId, {
        ...shared,
        notice: notice({ code, store, slug: null }),
        kind: "order_missed",
      });
    if (fleet !== "platform")
      for (const { user_id } of await readStaff(tx, tenantId))
        if (!admins.includes(user_id))
          addNotification(tx, user_id, {
            ...shared,
            notice: notice({ code, store, slug }),
            kind: "order_waiting",
          });
  }
}

/** Once for each order. */
async function tellOfUntaken(
  tx: Transaction,
  event: Occurrence,
  { offer_id, timestamp }: { offer_id: string; timestamp: string },
): Promise<void> {
  const alarming = (await countRefusals(tx, offer_id)).filter(
    ({ until, before }) => until === OFFERS_UNTIL_ALARM && before < OFFERS_UNTIL_ALARM,
  );
  await alarm(
    tx,
    event,
    alarming.map(({ order_id }) => order_id),
    {
      topic: "untaken",
      notice: (about) => noticeOfUntaken({ ...about, riders: OFFERS_UNTIL_ALARM }),
      at: timestamp,
    },
  );
}

/** The decision was written, once for each order, with this event. */
async function tellOfNobody(
  tx: Transaction,
  event: Occurrence,
  { order_ids, timestamp }: { order_ids: readonly string[]; timestamp: string },
): Promise<void> {
  // A store with both fleets hears of it on two channels, and one of them is enough.
  if (order_ids.length !== 1) return;
  const found = await tx
    .select({ id: orders.id, tenant_id: orders.tenant_id, fleet: tenants.rider_fleet })
    .from(dispatchDecisionOrders)
    .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, dispatchDecisionOrders.decision_id))
    .innerJoin(orders, eq(orders.id, dispatchDecisionOrders.order_id))
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(
      sql`${inArray(dispatchDecisionOrders.order_id, [...order_ids])}
        and ${dispatchDecisions.at} = ${timestamp}::timestamptz
        and ${dispatchDecisions.reason} ->> 'key' = ${NOBODY_TOLD}`,
    );
  const [order] = found;
  const heardOn = order?.fleet === "own" ? order.tenant_id : "platform";
  if (order === undefined || event.channel !== fleetChannel.name(heardOn)) return;
  await alarm(tx, event, [order.id], { topic: "nobody", notice: noticeOfNobody, at: timestamp });
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

/** Notifies dispatchers when three riders did not take an order, when nobody can, and when nothing is heard of a rider who has one. */
export const notifyDispatchers = defineReaction({
  name: "notify_dispatchers",
  channels: fleetChannel.name("%"),
  events: [offerDeclined, offerExpired, dispatchChanged, riderSilent],
  onGap: "skip",
  isReplayable: true,
  on: {
    offer_declined: (tx, event) => tellOfUntaken(tx, event, event.data),
    offer_expired: async (tx, event) => {
      if (!event.data.is_withdrawn) await tellOfUntaken(tx, event, event.data);
    },
    dispatch_changed: (tx, event) => tellOfNobody(tx, event, event.data),
    rider_silent: (tx, event) => tellOfSilence(tx, event, event.data),
  },
});

/** Decisions that take an order from the rider who has it. */
const TAKING: readonly string[] = ["move", "assign", "release"];
/** The decision and the end of the rider's part are written together. */
const TOGETHER_MS = 5_000;

/** Returns the decision that an event of an order follows from; undefined when riders or the kitchen caused it. */
async function decisionBehind(tx: Transaction, orderId: string, timestamp: string) {
  const at = Date.parse(timestamp);
  const [decision] = await tx
    .select({
      kind: dispatchDecisions.kind,
      reason: dispatchDecisions.reason,
      note: dispatchDecisions.note,
      rider_id: dispatchDecisions.rider_id,
    })
    .from(dispatchDecisionOrders)
    .innerJoin(dispatchDecisions, eq(dispatchDecisions.id, dispatchDecisionOrders.decision_id))
    .where(
      sql`${dispatchDecisionOrders.order_id} = ${orderId}::uuid and ${dispatchDecisions.at} between
        ${new Date(at - TOGETHER_MS).toISOString()}::timestamptz and ${new Date(at + TOGETHER_MS).toISOString()}::timestamptz`,
    )
    .orderBy(desc(dispatchDecisions.at), desc(dispatchDecisions.id))
    .limit(1);
  return decision;
}

async function riderOf(tx: Transaction, tripId: string): Promise<string | undefined> {
  const [trip] = await tx.select({ rider_id: trips.rider_id }).from(trips).where(eq(trips.id, tripId));
  return trip?.rider_id;
}

/**
 * Tells riders why an order of theirs goes to somebody else, and those who are given one without being asked. Who gave it back, or
 * accepted it, knows.
 */
export const notifyMovedRiders = defineReaction({
  name: "notify_moved_riders",
  channels: tenantOrdersChannel.name("%"),
  events: [tripStarted, tripFinished],
  onGap: "skip",
  isReplayable: true,
  on: {
    trip_started: async (tx, event) => {
      const { trip_id, order_id, order_code: code, timestamp, tenant_id: tenantId } = event.data;
      const riderId = await riderOf(tx, trip_id);
      const decision = await decisionBehind(tx, order_id, timestamp);
      if (riderId === undefined || decision?.kind !== "assign" || decision.rider_id !== riderId) return;
      const why = sentenceOf(reasonSchema.parse(decision.reason), "rider");
      addNotification(tx, riderId, {
        event,
        at: timestamp,
        notice: noticeOfGiven({ code, why, note: decision.note }),
        kind: "offer",
        topic: `order:${order_id}`,
        tenantId,
      });
    },
    trip_finished: async (tx, event) => {
      const { trip_id, order_id, order_code: code, outcome, timestamp, tenant_id: tenantId } = event.data;
      if (outcome !== "released") return;
      const riderId = await riderOf(tx, trip_id);
      const decision = await decisionBehind(tx, order_id, timestamp);
      if (riderId === undefined || decision === undefined || !TAKING.includes(decision.kind)) return;
      const why = sentenceOf(reasonSchema.parse(decision.reason), "dispatcher");
      addNotification(tx, riderId, {
        event,
        at: timestamp,
        notice: noticeOfMove({ code, why, note: decision.note }),
        kind: "messages",
        topic: `order:${order_id}`,
        tenantId,
      });
    },
  },
});

/** Reaches riders whose page is closed or asleep. An offer that the page has shown, or that has ended, is not sent. */
export const notifyOfOffers = defineReaction({
  name: "notify_of_offers",
  channels: userChannel.name("%"),
  events: [offerMade],
  // An offer older than the log has ended.
  onGap: "skip",
  isReplayable: true,
  on: {
    offer_made: (tx, event) => {
      const { offer, timestamp } = event.data;
      addNotification(tx, offer.rider_id, {
        event,
        at: timestamp,
        notice: noticeOfOffer(offer),
        kind: "offer",
        topic: `offer:${offer.id}`,
      });
    },
  },
});
