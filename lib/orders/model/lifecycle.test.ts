import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { holds } from "@/test/support/holds";
import {
  type Attempt,
  anyAction,
  anyActor,
  anyAttempt,
  evening,
  PLACED_AT,
  placedOrder,
} from "@/test/support/order-arbitraries";
import type { ActorKind, OrderStatus } from "./changing-fields";
import { decide, type LifecycleAction } from "./decide";
import { estimatedDelivery, isFinal, nextSteps, stepOf, TOTAL_STEPS } from "./lifecycle";
import type { BoardOrder } from "./schema";
import { ADMIN_REASONS, ORDER_STATUSES, UNDO_SECONDS } from "./terms";

const evenings = fc.array(anyAttempt, { maxLength: 25 });
const someMinutesLater = new Date(PLACED_AT.getTime() + 3 * 60_000);

describe("any sequence of actions", () => {
  it("never leaves a final status once the last step can no longer be undone", () => {
    holds(
      fc.property(evenings, anyAction, anyActor, (attempts, action, actor) => {
        const last = evening(attempts).findLast((order) => isFinal(order.order_status));
        fc.pre(last !== undefined);
        expect(decide(last, action, actor, new Date(PLACED_AT.getTime() + 86_400_000))).toMatchObject({
          ok: false,
        });
      }),
    );
  });

  it("raises the version by exactly one with each change", () => {
    holds(
      fc.property(evenings, (attempts) => {
        const versions = evening(attempts).map((order) => order.version);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }),
    );
  });

  it("never moves a status backwards, except by an undo", () => {
    const rank = (status: OrderStatus) => ORDER_STATUSES.indexOf(status);
    const forwards = evenings.map((attempts) => attempts.filter(({ action }) => action.name !== "undo"));
    holds(
      fc.property(forwards, (attempts) => {
        const ranks = evening(attempts).map((order) => rank(order.order_status));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });

  it("keeps the payment status consistent: returned when cancelled, captured when delivered", () => {
    holds(
      fc.property(evenings, (attempts) => {
        for (const order of evening(attempts)) {
          const expected: Partial<Record<OrderStatus, string[]>> = {
            "Order Received": ["authorized"],
            Preparing: ["captured"],
            "Out for Delivery": ["captured"],
            Delivered: ["captured"],
            Cancelled: ["released", "refunded"],
          };
          expect(expected[order.order_status]).toContain(order.payment_status);
        }
      }),
    );
  });

  it("writes actor, time and action into the history entry", () => {
    holds(
      fc.property(evenings, anyAction, anyActor, (attempts, action, actor) => {
        const order = evening(attempts).at(-1) ?? placedOrder();
        const decision = decide(order, action, actor, someMinutesLater);
        fc.pre(decision.ok);
        expect(decision.entry).toMatchObject({
          version: order.version + 1,
          action: action.name,
          from_status: order.order_status,
          to_status: decision.changes.order_status ?? order.order_status,
          at: someMinutesLater.toISOString(),
          actor_name: actor.name,
        });
        expect(actor.roles).toContain(decision.entry.actor_kind);
      }),
    );
  });
});

describe("permissions by status, action and role", () => {
  const allowed: Record<string, Partial<Record<OrderStatus, ActorKind[]>>> = {
    acknowledge: { "Order Received": ["partner"] },
    accept: { "Order Received": ["partner", "system"] },
    decline: { "Order Received": ["partner"] },
    cancel: {
      "Order Received": ["customer", "partner"],
      Preparing: ["partner", "admin"],
      "Out for Delivery": ["admin"],
    },
    ready: { Preparing: ["partner"] },
    recall: {},
    undo: {},
    delay: { Preparing: ["partner"] },
    hand_over: { Preparing: ["partner"] },
    deliver: { "Out for Delivery": ["partner", "admin"] },
    expire: {},
  };
  const actions: LifecycleAction[] = [
    { name: "acknowledge" },
    { name: "accept" },
    { name: "decline", reason: "TOO_BUSY", note: "" },
    { name: "cancel", reason: "OUT_OF_ITEMS", note: "" },
    { name: "ready" },
    { name: "recall" },
    { name: "undo" },
    { name: "delay", minutes: 10, note: "" },
    { name: "hand_over" },
    { name: "deliver" },
    { name: "expire" },
  ];
  const roles: ActorKind[] = ["customer", "partner", "rider", "admin", "system"];
  const cases = ORDER_STATUSES.flatMap((status) =>
    actions.flatMap((action) => roles.map((role) => ({ status, action, role }))),
  );

  test.each(cases)("$status, $action.name by the $role", ({ status, action, role }) => {
    const order = placedOrder({ order_status: status });
    const decision = decide(order, action, { roles: [role], name: "Somebody" }, someMinutesLater);
    expect(decision.ok).toBe(allowed[action.name]?.[status]?.includes(role) ?? false);
  });

  test.each(cases)(
    "offers no action that would be refused: $status, $action.name, $role",
    ({ status, action, role }) => {
      const order = placedOrder({ order_status: status });
      const isOffered = nextSteps(order, role).some((name) => name === action.name);
      const decision = decide(order, action, { roles: [role], name: "Somebody" }, someMinutesLater);
      // Not every possible step is offered: a partner's cancel of a new order is a decline.
      expect(!isOffered || decision.ok).toBe(true);
    },
  );

  it("returns forbidden for a role that may never act, and conflict for one that is too late", () => {
    const preparing = placedOrder({ order_status: "Preparing" });
    const customer = { roles: ["customer"] as const, name: "Lena" };
    expect(decide(preparing, { name: "accept" }, customer, PLACED_AT)).toMatchObject({ code: "forbidden" });
    expect(decide(preparing, { name: "cancel", note: "" }, customer, PLACED_AT)).toMatchObject({
      code: "conflict",
      refusal: "too_late_to_cancel",
    });
    expect(decide(placedOrder(), { name: "accept" }, { roles: [], name: "Nobody" }, PLACED_AT)).toMatchObject(
      {
        code: "forbidden",
      },
    );
  });
});

describe("undo", () => {
  const partner = { roles: ["partner"] as const, name: "Ana" };
  const STEPS: LifecycleAction[] = [
    { name: "accept", prep_minutes: 25 },
    { name: "ready" },
    { name: "hand_over" },
    { name: "deliver" },
  ];
  const anyStep = fc.constantFrom(...STEPS);
  const secondsLater = (order: BoardOrder, seconds: number) =>
    new Date(Date.parse(order.updated_at) + seconds * 1000);

  /** Returns a state that the attempts lead to and the state after this step, each change at a moment of its own. */
  function beforeAndAfter(attempts: readonly Attempt[], step: LifecycleAction, method: "cash" | "demo_card") {
    const placed = placedOrder({
      payment_method: method,
      payment_status: method === "cash" ? "due_on_delivery" : "authorized",
    });
    const apart = attempts.map((attempt) => ({ ...attempt, seconds: attempt.seconds + 1 }));
    const before = evening(apart, placed).at(-1) ?? placed;
    const decision = decide(before, step, partner, secondsLater(before, 30));
    fc.pre(decision.ok);
    return { before, after: { ...before, ...decision.changes } };
  }

  it("restores everything that the step changed, while the time to accept may grow", () => {
    holds(
      fc.property(evenings, anyStep, fc.constantFrom("cash", "demo_card"), (attempts, step, method) => {
        const { before, after } = beforeAndAfter(attempts, step, method);
        const now = secondsLater(after, UNDO_SECONDS.accepted);
        const undone = decide(after, { name: "undo" }, partner, now);
        expect(undone).toMatchObject({ ok: true, entry: { from_status: after.order_status } });
        if (!undone.ok) return;
        const { accept_by, version, updated_at, ...restored } = { ...after, ...undone.changes };
        expect(before).toMatchObject(restored);
        expect({ version, updated_at }).toEqual({
          version: before.version + 2,
          updated_at: now.toISOString(),
        });
        expect(Date.parse(accept_by)).toBeGreaterThanOrEqual(Date.parse(before.accept_by));
        if (before.order_status === "Order Received")
          expect(Date.parse(accept_by) - now.getTime()).toBeGreaterThanOrEqual(60_000);
        else expect(accept_by).toBe(before.accept_by);
      }),
    );
  });

  it("is refused to everyone after its time", () => {
    holds(
      fc.property(
        evenings,
        anyStep,
        anyActor,
        fc.integer({ min: 1, max: 86_400 }),
        (attempts, step, actor, late) => {
          const { after } = beforeAndAfter(attempts, step, "cash");
          const now = secondsLater(after, UNDO_SECONDS.accepted + late);
          expect(decide(after, { name: "undo" }, actor, now).ok).toBe(false);
          expect(decide(after, { name: "undo" }, partner, now)).toMatchObject({ refusal: "undo_too_late" });
        },
      ),
    );
  });

  it("is refused when anything else happened to the order after the step, an undo included", () => {
    holds(
      fc.property(evenings, anyStep, anyAction, anyActor, (attempts, step, action, actor) => {
        const { after } = beforeAndAfter(attempts, step, "demo_card");
        const other = decide(after, action, actor, secondsLater(after, 1));
        fc.pre(other.ok && !STEPS.some(({ name }) => name === action.name));
        if (!other.ok) return;
        const changed = { ...after, ...other.changes };
        expect(decide(changed, { name: "undo" }, partner, secondsLater(changed, 1)).ok).toBe(false);
      }),
    );
  });

  it.each<ActorKind>(["customer", "admin", "system"])("is forbidden to the %s", (role) => {
    const decision = decide(placedOrder(), { name: "undo" }, { roles: [role], name: "Somebody" }, PLACED_AT);
    expect(decision).toMatchObject({ code: "forbidden" });
  });
});

describe("the deadline", () => {
  const deadline = new Date(placedOrder().accept_by);
  const partner = { roles: ["partner"] as const, name: "Ana" };
  const system = { roles: ["system"] as const, name: "Platewire" };

  it("no role can accept from the moment it has passed", () => {
    const justBefore = new Date(deadline.getTime() - 1);
    expect(decide(placedOrder(), { name: "accept" }, partner, justBefore).ok).toBe(true);
    expect(decide(placedOrder(), { name: "accept" }, partner, deadline)).toMatchObject({
      refusal: "deadline_passed",
    });
  });

  it("cancels with the payment released, and not before the deadline", () => {
    expect(decide(placedOrder(), { name: "expire" }, system, new Date(deadline.getTime() - 1))).toMatchObject(
      {
        refusal: "deadline_not_reached",
      },
    );
    expect(decide(placedOrder(), { name: "expire" }, system, deadline)).toMatchObject({
      changes: {
        order_status: "Cancelled",
        cancel_reason: "PARTNER_TIMEOUT",
        cancelled_by: "system",
        payment_status: "released",
      },
    });
  });
});

describe("reasons", () => {
  const partner = { roles: ["partner"] as const, name: "Ana" };

  it("a partner must give one, with a note for reasons that need it", () => {
    const preparing = placedOrder({ order_status: "Preparing" });
    expect(decide(preparing, { name: "cancel", note: "" }, partner, PLACED_AT)).toMatchObject({
      code: "invalid",
      refusal: "reason_needed",
    });
    expect(
      decide(placedOrder(), { name: "decline", reason: "OTHER", note: "" }, partner, PLACED_AT),
    ).toMatchObject({ code: "invalid", refusal: "note_needed" });
  });

  it.each(ADMIN_REASONS)("%s can be given by an admin, not by the store", (reason) => {
    const preparing = placedOrder({ order_status: "Preparing" });
    const cancel = { name: "cancel", reason, note: "" } as const;
    expect(decide(preparing, cancel, partner, PLACED_AT)).toMatchObject({
      code: "invalid",
      refusal: "reason_not_yours",
    });
    const admin = { roles: ["admin"] as const, name: "Ada" };
    expect(decide(preparing, cancel, admin, PLACED_AT)).toMatchObject({
      ok: true,
      changes: { cancel_reason: reason },
    });
  });
});

describe("the promised time", () => {
  const partner = { roles: ["partner"] as const, name: "Ana" };

  it("is the preparation time plus the delivery time, and moves with a delay", () => {
    const accepted = decide(placedOrder(), { name: "accept", prep_minutes: 25 }, partner, PLACED_AT);
    expect(accepted).toMatchObject({
      changes: { promised_at: "2026-05-04T18:40:00.000Z", prep_minutes: 25 },
    });
    const order = placedOrder({
      order_status: "Preparing",
      prep_minutes: 25,
      promised_at: "2026-05-04T18:40:00.000Z",
    });
    expect(decide(order, { name: "delay", minutes: 10, note: "" }, partner, PLACED_AT)).toMatchObject({
      changes: { promised_at: "2026-05-04T18:50:00.000Z", prep_minutes: 35 },
    });
  });

  it("stays as the customer was told when nobody chooses minutes, however late in its time the order is accepted", () => {
    const order = placedOrder({ created_at: PLACED_AT.toISOString(), default_prep_minutes: 20 });
    const later = (ms: number) => new Date(PLACED_AT.getTime() + ms);
    for (const [ms, prep_minutes] of [
      [0, 20],
      [30_000, 20],
      [61_500, 19],
      [7 * 60_000, 13],
    ] as const)
      expect(decide(order, { name: "accept" }, partner, later(ms))).toMatchObject({
        changes: { promised_at: "2026-05-04T18:35:00.000Z", prep_minutes },
      });
  });

  it("leaves the kitchen the shortest time to prepare, also when that is later than the customer was told", () => {
    const order = placedOrder({ created_at: PLACED_AT.toISOString(), default_prep_minutes: 5 });
    const threeLater = new Date(PLACED_AT.getTime() + 3 * 60_000);
    expect(decide(order, { name: "accept" }, partner, threeLater)).toMatchObject({
      changes: { promised_at: "2026-05-04T18:23:00.000Z", prep_minutes: 5 },
    });
  });

  it("is a range, estimated from the store's defaults before acceptance, and null when finished", () => {
    const order = { ...placedOrder(), created_at: PLACED_AT.toISOString() };
    expect(estimatedDelivery(order)).toEqual({
      from: "2026-05-04T18:35:00.000Z",
      to: "2026-05-04T18:45:00.000Z",
    });
    expect(estimatedDelivery({ ...order, order_status: "Delivered" })).toBeNull();
  });
});

it("counts five steps, with ready between preparing and out for delivery", () => {
  const at = (order_status: OrderStatus, ready_at: string | null = null) =>
    stepOf({ order_status, ready_at });
  expect([
    at("Order Received"),
    at("Preparing"),
    at("Preparing", PLACED_AT.toISOString()),
    at("Out for Delivery"),
    at("Delivered"),
  ]).toEqual([1, 2, 3, 4, TOTAL_STEPS]);
  expect(at("Cancelled")).toBe(0);
});

it("marks food that leaves the store as ready, whether or not Ready was pressed", () => {
  const partner = { roles: ["partner"] as const, name: "Ana" };
  const decision = decide(
    placedOrder({ order_status: "Preparing" }),
    { name: "hand_over" },
    partner,
    PLACED_AT,
  );
  expect(decision).toMatchObject({ changes: { ready_at: PLACED_AT.toISOString() } });
});
