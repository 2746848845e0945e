import * as fc from "fast-check";
import type { DispatchStep } from "@/lib/orders/model/actions/dispatch-steps";
import type { ActorKind } from "@/lib/orders/model/changing-fields";
import { type Actor, decide, type LifecycleAction } from "@/lib/orders/model/decide";
import { FAIL_REASONS } from "@/lib/orders/model/delivery";
import type { BoardOrder, TimelineEntry } from "@/lib/orders/model/schema";
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

export const RITA = {
  id: "018f0000-0000-7000-8000-000000000701",
  name: "Rita Demo",
  vehicle: "bicycle",
} as const;
export const TRIP_ID = "018f0000-0000-7000-8000-000000000702";

export const anyDispatchStep: fc.Arbitrary<DispatchStep> = fc.oneof(
  fc.record({
    name: fc.constant("assign_rider" as const),
    rider: fc.constant(RITA),
    trip_id: fc.constant(TRIP_ID),
  }),
  fc.record({ name: fc.constant("release_rider" as const) }),
  fc.record({ name: fc.constant("rider_at_store" as const) }),
  fc.record({ name: fc.constant("pick_up" as const) }),
  fc.record({ name: fc.constant("rider_at_door" as const) }),
  fc.record({ name: fc.constant("deliver" as const) }),
  fc.record({ name: fc.constant("fail_delivery" as const), reason: fc.constantFrom(...FAIL_REASONS) }),
  fc.record({ name: fc.constant("undo_rider_step" as const) }),
  fc.record({
    name: fc.constant("set_eta" as const),
    from: fc.constant(new Date(PLACED_AT.getTime() + 30 * 60_000).toISOString()),
    to: fc.constant(new Date(PLACED_AT.getTime() + 41 * 60_000).toISOString()),
  }),
);

export const anyActor: fc.Arbitrary<Actor> = fc.record({
  name: fc.constant("Somebody"),
  roles: fc.uniqueArray(fc.constantFrom<ActorKind>("customer", "partner", "rider", "admin", "system")),
});

/** `seconds` is the time since the previous attempt. */
export const anyAttempt = fc.record({
  action: anyAction,
  actor: anyActor,
  seconds: fc.integer({ min: 0, max: 300 }),
});
export type Attempt = { action: LifecycleAction; actor: Actor; seconds: number };

/** Returns the changes of an order through these attempts; refused attempts add none. */
export function changesThrough(attempts: readonly Attempt[], placed = placedOrder()) {
  let order = placed;
  let now = PLACED_AT;
  let last: TimelineEntry | null = null;
  const changes: { before: BoardOrder; after: BoardOrder; entry: TimelineEntry }[] = [];
  for (const { action, actor, seconds } of attempts) {
    now = new Date(now.getTime() + seconds * 1000);
    const decision = decide(order, action, actor, now, { last });
    if (!decision.ok) continue;
    const { entry } = decision;
    const after: BoardOrder = { ...order, ...decision.changes };
    changes.push({ before: order, after, entry });
    order = after;
    if (action.name !== "set_eta") last = entry;
  }
  return changes;
}

/** Returns the states of an order through these attempts, the placed one first. */
export function evening(attempts: readonly Attempt[], placed = placedOrder()): BoardOrder[] {
  return [placed, ...changesThrough(attempts, placed).map(({ after }) => after)];
}
