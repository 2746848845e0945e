import type { DispatchDecision } from "@/lib/dispatch/model/decision";
import type { DispatchOrder, DispatchRider, DispatchStore } from "@/lib/dispatch/model/dispatch-view";
import type { Offer } from "@/lib/dispatch/model/offer";
import { at, boardOrder } from "./board-orders";

const uuid = (kind: number, n: number) =>
  `019a0000-0000-7000-8${String(kind).padStart(3, "0")}-${String(n).padStart(12, "0")}`;

export const riderId = (n: number) => uuid(2, n);

/** An order that has been accepted at 18:00 UTC, is ready at 18:20 and promised for 18:40. Nobody has it. */
export function dispatchOrder(n: number, more: Partial<DispatchOrder> = {}): DispatchOrder {
  const order = boardOrder(n);
  return {
    id: order.id,
    order_code: `M4T8Z${n}`,
    tenant_id: order.tenant_id,
    tenant_name: order.tenant_name,
    tenant_slug: order.tenant_slug,
    time_zone: order.time_zone,
    order_status: "Preparing",
    version: 2,
    delivery_by: "riders",
    rider_id: null,
    rider_name: null,
    rider_vehicle: null,
    rider_state: "none",
    promised_at: at(18, 40),
    ready_at: null,
    eta_from: null,
    eta_to: null,
    total_qty: 2,
    created_at: at(18),
    accepted_at: at(18),
    store_place: { lat: 54.32, lng: 10.13 },
    door_place: { lat: 54.327, lng: 10.142 },
    door_name: "Old Mill Rd 30",
    expected_ready_at: at(18, 20),
    pinned_rider_id: null,
    trip_id: null,
    decision: null,
    offer: null,
    asked: [],
    may_decide: false,
    refusals: 0,
    ...more,
  };
}

/** Whoever looks may change how its orders find a rider. */
export function dispatchStore(more: Partial<DispatchStore> = {}): DispatchStore {
  const { tenant_id, tenant_name } = dispatchOrder(1);
  return {
    id: tenant_id,
    name: tenant_name,
    delivery: {
      delivery_by: "riders",
      rider_fleet: "own",
      dispatch_mode: "automatic",
      sees_riders: true,
      place: { lat: 54.32, lng: 10.13 },
    },
    may_change: true,
    ...more,
  };
}

/** A rider on shift who stands free in the town, seen at 18:23 UTC. */
export function dispatchRider(n: number, name: string, more: Partial<DispatchRider> = {}): DispatchRider {
  return {
    id: riderId(n),
    name,
    tenant_id: null,
    vehicle: "bicycle",
    shift: { started_at: at(16), ends_at: at(22) },
    position: {
      seq: 10,
      lat: 54.318 + n / 1_000,
      lng: 10.12 + n / 300,
      accuracy: 8,
      heading: null,
      speed: null,
      at: at(18, 23),
    },
    stops: [],
    carries: 0,
    has_offer: false,
    ...more,
  };
}

export function candidate(n: number, rider_name: string, door_at: string, cost: number) {
  return {
    rider_id: riderId(n),
    rider_name,
    arrives_at: at(18, 26),
    door_at,
    cost,
    terms: { waiting: 1, late: 0, stale: 0, rider: 1, fairness: 0, moves: 0 },
  };
}

export function decisionFor(
  order: Pick<DispatchOrder, "id">,
  more: Partial<DispatchDecision> = {},
): DispatchDecision {
  return {
    id: uuid(3, 1),
    at: at(18, 21),
    kind: "offer",
    rider_id: riderId(1),
    rider_name: "Rita",
    actor_name: null,
    reason: { key: "first_at_door", values: { rider: "Rita", other: "Kofi", early: 1, later: 5 } },
    sentence:
      "Rita is at the counter 1 minute before the food, and Kofi would be at the door 5 minutes later.",
    note: null,
    order_ids: [order.id],
    candidates: [candidate(1, "Rita", at(18, 38), 6), candidate(2, "Kofi", at(18, 43), 10.2)],
    ...more,
  };
}

/** Open until 18:23:40 UTC. */
export function offerTo(n: number, order: Pick<DispatchOrder, "id" | "order_code">): Offer {
  return {
    id: uuid(4, n),
    rider_id: riderId(n),
    status: "open",
    made_at: at(18, 23),
    expires_at: new Date(Date.parse(at(18, 23)) + 40_000).toISOString(),
    ended_at: null,
    order_ids: [order.id],
    terms: {
      currency: "EUR",
      pay: 520,
      tip: 100,
      metres: 2_300,
      wait_minutes: 1,
      minutes: 15,
      stops: [],
      reason: { key: "only_rider", values: { rider: "Rita" } },
    },
  };
}

/** The minute of the sketch: one order is late, two are at risk, the rest is on time. */
export function eveningView(orders = 12) {
  const late = dispatchOrder(1, {
    order_code: "PRNDXJ",
    order_status: "Out for Delivery",
    promised_at: at(18, 21),
    eta_from: at(18, 24),
    eta_to: at(18, 26),
    rider_id: riderId(5),
    rider_name: "Maja",
    rider_state: "picked_up",
    door_name: "Quay Walk 9",
    door_place: { lat: 54.316, lng: 10.152 },
  });
  const base = dispatchOrder(2, { order_code: "M4T8ZC", door_name: "Old Mill" });
  const risky: DispatchOrder = {
    ...base,
    offer: offerTo(1, base),
    asked: [{ offer_id: offerTo(1, base).id, rider_id: riderId(1) }],
    decision: decisionFor(base, {
      candidates: [
        candidate(1, "Rita", at(18, 38), 6),
        candidate(2, "Kofi", at(18, 43), 10.2),
        candidate(3, "Sam", at(18, 46), 13.4),
        candidate(9, "Nora", at(18, 37), 12),
      ],
    }),
  };
  const second = dispatchOrder(3, {
    order_code: "K9F2QW",
    door_name: "Station Rd 8",
    tenant_name: "Spice Route",
    store_place: { lat: 54.325, lng: 10.126 },
    promised_at: at(18, 25),
    rider_id: riderId(4),
    rider_name: "Lea",
    rider_state: "accepted",
    refusals: 1,
    decision: decisionFor(dispatchOrder(3), {
      kind: "pin",
      actor_name: "Dora Lind",
      rider_id: riderId(4),
      rider_name: "Lea",
    }),
  });
  const calm = Array.from({ length: Math.max(0, orders - 3) }, (_, index) =>
    dispatchOrder(index + 4, {
      order_code: `ZB${String(index + 10)}MD`,
      promised_at: at(18, 31 + (index % 28)),
      door_name: `Old Mill Rd ${index + 2}`,
      door_place: { lat: 54.31 + (index % 9) / 400, lng: 10.11 + (index % 7) / 200 },
    }),
  );
  const riders = [
    dispatchRider(1, "Rita Holm", { has_offer: true }),
    dispatchRider(2, "Kofi Mensah", {
      carries: 1,
      vehicle: "e-bike",
      stops: [
        {
          order_id: calm[0]?.id ?? late.id,
          order_code: "E2XYEG",
          kind: "drop_off",
          name: "Chapel Hill 3",
          place: null,
          expected_at: at(18, 30),
        },
        {
          order_id: late.id,
          order_code: "T8KD2V",
          kind: "pick_up",
          name: "Sushi Bar",
          place: null,
          expected_at: at(18, 36),
        },
      ],
    }),
    dispatchRider(3, "Sam Otieno", { vehicle: "e-bike" }),
    dispatchRider(4, "Lea Brandt"),
    dispatchRider(5, "Maja Lund", { vehicle: "scooter", carries: 1 }),
    dispatchRider(6, "Jon Ek", { position: null }),
  ];
  return { stores: [dispatchStore()], orders: [late, risky, second, ...calm], riders };
}
