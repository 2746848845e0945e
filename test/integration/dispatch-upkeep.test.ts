import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { dispatchDecisionOrders, dispatchDecisions, offerOrders, offers } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { removeOldDecisions, removeOldOffers } from "@/lib/dispatch/server/remove-old";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson } from "@/test/support/world";

withDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test("decisions and offers are kept for 90 days after the end of their orders, then removed in batches", async () => {
  const store = await makeRiderStore();
  const [lena, ana] = [await makePerson("Lena"), await makePerson("Ana", { staffOf: [store.id] })];
  const rider = await makeRider("Rita");
  const db = await queryable();
  /** An order that was last changed so long ago, with a decision and an offer of an earlier day. */
  async function past({ decided, ended }: { decided: number; ended: number }) {
    const { id: order_id } = await makeAcceptedOrder(lena, ana, store);
    await db
      .update(orders)
      .set({ updated_at: daysAgo(ended) })
      .where(eq(orders.id, order_id));
    const decision_id = randomUUID();
    const at = daysAgo(decided);
    const reason = { key: "next_in_turn", values: {} };
    await db
      .insert(dispatchDecisions)
      .values({ id: decision_id, at, kind: "offer", rider_id: rider.userId, reason, candidates: [] });
    await db.insert(dispatchDecisionOrders).values({ decision_id, order_id });
    const offer_id = newId({ msecs: at.getTime() });
    await db.insert(offers).values({
      id: offer_id,
      rider_id: rider.userId,
      decision_id,
      status: "declined",
      made_at: at,
      expires_at: at,
      ended_at: at,
      terms: {},
    });
    await db.insert(offerOrders).values({ offer_id, order_id });
    return { decision_id, offer_id };
  }
  await past({ decided: 92, ended: 91 });
  await past({ decided: 95, ended: 91 });
  const kept = [await past({ decided: 91, ended: 89 }), await past({ decided: 2, ended: 1 })];

  for (const remove of [removeOldDecisions, removeOldOffers]) {
    expect(await remove(db, 1)).toBe(1);
    expect(await remove(db, 500)).toBe(1);
    expect(await remove(db, 500)).toBe(0);
  }
  const decisions = await db.select({ id: dispatchDecisions.id }).from(dispatchDecisions);
  expect(new Set(decisions.map(({ id }) => id))).toEqual(new Set(kept.map(({ decision_id }) => decision_id)));
  const left = await db.select({ id: offers.id }).from(offers);
  expect(new Set(left.map(({ id }) => id))).toEqual(new Set(kept.map(({ offer_id }) => offer_id)));
});
