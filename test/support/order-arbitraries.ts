import * as fc from "fast-check";
import type { ActorKind } from "@/lib/orders/model/changing-fields";
import { type Actor, decide, type LifecycleAction } from "@/lib/orders/model/decide";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ADMIN_REASONS, DELAY_MINUTES, PARTNER_REASONS } from "@/lib/orders/model/terms";
import { boardOrder } from "./board-orders";

export const PLACED_AT = new Date("2026-05-04T18:00:00.000Z");

export function placedOrder(over: Partial<BoardOrder> = {}): BoardOrder {
  return boardOrder(1, {
    payment_method: "demo_card",
    payment_status: "authorized",
    accept_by: new Date(PLACED_AT.getTime() + 8 * 60_000).toISOString(),
    created_at: PLACED_AT.toISOString(),
    updated_at: PLACED_AT.toISOString(),
    ...over,
  });
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
  fc.record({ name: fc.constant("undo" as const) }),
  fc.record({ name: fc.constant("expire" as const) }),
);

export const anyActor: fc.Arbitrary<Actor> = fc.record({
  name: fc.constant("Somebody"),
  roles: fc.uniqueArray(fc.constantFrom<ActorKind>("customer", "partner", "admin", "system")),
});

/** `seconds` is the time since the previous attempt. */
export const anyAttempt = fc.record({
  action: anyAction,
  actor: anyActor,
  seconds: fc.integer({ min: 0, max: 300 }),
});
export type Attempt = { action: LifecycleAction; actor: Actor; seconds: number };

/** Returns the states of an order through these attempts, the placed one first; refused attempts add none. */
export function evening(attempts: readonly Attempt[], placed = placedOrder()): BoardOrder[] {
  let order = placed;
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
