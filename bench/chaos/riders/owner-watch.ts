import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import * as z from "zod";
import { type OwnedOrder, ownerOf } from "../../../test/support/order-owner";
import type { RiderStore } from "./town";

const LOOK_MS = 500;

const when = z.coerce.date();
const orderRow = z.object({
  id: z.string(),
  tenant_id: z.string(),
  accepted_at: when,
  status: z.string(),
  rider_state: z.string(),
  rider_id: z.string().nullable(),
  offers: z.array(
    z.object({ rider_id: z.string(), status: z.string(), expires_at: when, ended_at: when.nullable() }),
  ),
  decision: z.object({ key: z.string(), rider_id: z.string().nullable(), at: when }).nullable(),
});
type OrderRow = z.infer<typeof orderRow>;
const shiftRow = z.object({ tenant_id: z.string(), rider_id: z.string() });
const twiceRow = z.object({ order_id: z.string(), trips: z.coerce.number() });

const ORDERS = `
  select o.id, o.tenant_id, o.accepted_at, o.status, o.rider_state, o.rider_id,
    coalesce((select jsonb_agg(jsonb_build_object('rider_id', f.rider_id, 'status', f.status,
        'expires_at', f.expires_at, 'ended_at', f.ended_at))
      from offer_orders a join offers f on f.id = a.offer_id where a.order_id = o.id), '[]') as offers,
    (select jsonb_build_object('key', d.reason->>'key', 'rider_id', d.rider_id, 'at', d.at)
      from dispatch_decision_orders a join dispatch_decisions d on d.id = a.decision_id
      where a.order_id = o.id order by d.at desc, d.id desc limit 1) as decision
  from orders o
  where o.tenant_id = any($1) and o.accepted_at is not null and o.status in ('Preparing', 'Out for Delivery')`;

const ON_SHIFT = `
  select r.tenant_id, r.id as rider_id from rider_shifts s join riders r on r.id = s.rider_id
  where s.ended_at is null and r.removed_at is null and r.tenant_id = any($1)`;

/** No order is in two accepted trips at once. */
const TWICE = `
  select order_id, count(distinct trip_id) as trips from trip_stops
  where outcome is distinct from 'released' group by order_id having count(distinct trip_id) > 1`;

const asOwned = ({ status, rider_state, rider_id, offers, decision }: OrderRow): OwnedOrder => ({
  status,
  riderState: rider_state,
  riderId: rider_id,
  offers: offers.map((offer) => ({
    riderId: offer.rider_id,
    status: offer.status,
    expiresAt: offer.expires_at,
    endedAt: offer.ended_at,
  })),
  decision: decision && { key: decision.key, riderId: decision.rider_id, at: decision.at },
});

/** Looks at all open orders of the town twice a second, and remembers how long each had nobody. */
export class OwnerWatch {
  longestMs = 0;
  /** The order that had nobody for longest, as it was read then, in JSON. */
  longestOf = "";
  open = 0;
  readonly inTwoTrips = new Set<string>();
  readonly #ownedAt = new Map<string, number>();

  constructor(
    private readonly db: Client,
    private readonly stores: readonly RiderStore[],
  ) {}

  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#look();
      await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const ids = this.stores.map(({ id }) => id);
    const orders = z.array(orderRow).parse((await this.db.query(ORDERS, [ids])).rows);
    const onShift = Map.groupBy(
      z.array(shiftRow).parse((await this.db.query(ON_SHIFT, [ids])).rows),
      ({ tenant_id }) => tenant_id,
    );
    const now = Date.now();
    this.open = orders.length;
    for (const order of orders) {
      const riders = new Set(onShift.get(order.tenant_id)?.map(({ rider_id }) => rider_id));
      const isOwned = ownerOf(asOwned(order), riders, now) !== null;
      const ownedAt = this.#ownedAt.get(order.id) ?? order.accepted_at.getTime();
      this.#ownedAt.set(order.id, isOwned ? now : ownedAt);
      // An order that has its owner back was without one until now.
      if (now - ownedAt > this.longestMs && !(isOwned && now - ownedAt < 2 * LOOK_MS)) {
        this.longestMs = now - ownedAt;
        this.longestOf = JSON.stringify(order);
      }
    }
    for (const { order_id } of z.array(twiceRow).parse((await this.db.query(TWICE)).rows))
      this.inTwoTrips.add(order_id);
  }
}
