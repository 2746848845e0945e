import * as fc from "fast-check";
import type { ActorKind, DecidedOrder } from "@/lib/orders/model/changing-fields";
import { type Actor, decide, type LifecycleAction } from "@/lib/orders/model/decide";
import { ADMIN_REASONS, DELAY_MINUTES, PARTNER_REASONS } from "@/lib/orders/model/terms";

export const PLACED_AT = new Date("2026-05-04T18:00:00.000Z");

/** An order as it is right after being placed. */
export function placedOrder(over: Partial<DecidedOrder> = {}): DecidedOrder {
  return {
    order_status: "Order Received",
    version: 1,
    payment_method: "demo_card",
    payment_status: "authorized",
    accept_by: new Date(PLACED_AT.getTime() + 8 * 60_000).toISOString(),
    acknowledged_at: null,
    accepted_at: null,
    prep_minutes: null,
    promised_at: null,
    ready_at: null,
    dispatched_at: null,
    delivered_at: null,
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: null,
    cancel_note: null,
    updated_at: PLACED_AT.toISOString(),
    delivery_minutes: 15,
    default_prep_minutes: 20,
    ...over,
  };
}

const note = fc.constantFrom("", "we are closing early");

export const anyAction: fc.Arbitrary<LifecycleAction> = fc.oneof(
  fc.record({ name: fc.constant("acknowledge" as const) }),
  fc.record({ name: fc.constant("accept" as const), prep_minutes: fc.constantFrom(undefined, 5, 20, 120) }),
  fc.record({ name: fc.constant("decline" as const), reason: fc.constantFrom(...PARTNER_REASONS), note }),
  fc.record({
    name: fc.constant("cancel" as const),
    reason: fc.constantFrom(undefined, ...PARTNER_REASONS, ...ADMIN_REASONS),
    note,
  }),
  fc.record({ name: fc.constant("ready" as const) }),
  fc.record({ name: fc.constant("recall" as const) }),
  fc.record({ name: fc.constant("delay" as const), minutes: fc.constantFrom(...DELAY_MINUTES), note }),
  fc.record({ name: fc.constant("hand_over" as const) }),
  fc.record({ name: fc.constant("deliver" as const) }),
  fc.record({ name: fc.constant("expire" as const) }),
);

export const anyActor: fc.Arbitrary<Actor> = fc.record({
  name: fc.constant("Somebody"),
  roles: fc.uniqueArray(fc.constantFrom<ActorKind>("customer", "partner", "admin", "system")),
});

/** A step somebody tries, some seconds after the one before. */
export const anyAttempt = fc.record({
  action: anyAction,
  actor: anyActor,
  seconds: fc.integer({ min: 0, max: 300 }),
});
export type Attempt = { action: LifecycleAction; actor: Actor; seconds: number };

/** Every order that an evening can bring forth, with all that led to it. */
export function evening(attempts: readonly Attempt[]): DecidedOrder[] {
  let order = placedOrder();
  let now = PLACED_AT;
  const states = [order];
  for (const { action, actor, seconds } of attempts) {
    now = new Date(now.getTime() + seconds * 1000);
    const decision = decide(order, action, actor, now);
    if (!decision.ok) continue;
    order = { ...order, ...decision.changes };
    states.push(order);
  }
  return states;
}
