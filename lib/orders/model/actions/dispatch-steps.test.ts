import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { ActorKind, OrderStatus } from "@/lib/orders/model/changing-fields";
import { CHANGES_AT_MOST, decide, type LifecycleAction } from "@/lib/orders/model/decide";
import { RIDER_STATES, type RiderState } from "@/lib/orders/model/delivery";
import { estimatedDelivery, nextSteps } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { storeDelivers } from "@/lib/orders/model/store-delivers";
import { ORDER_STATUSES, UNDO_SECONDS } from "@/lib/orders/model/terms";
import { holds } from "@/test/support/holds";
import {
  anyAction,
  anyActor,
  anyDispatchStep,
  changesThrough,
  PLACED_AT,
  placedOrder,
  RITA,
  TRIP_ID,
} from "@/test/support/order-arbitraries";
import type { DispatchStep } from "./dispatch-steps";

const minutesLater = (minutes: number) => new Date(PLACED_AT.getTime() + minutes * 60_000);
const iso = (minutes: number) => minutesLater(minutes).toISOString();

const ASSIGN: DispatchStep = { name: "assign_rider", rider: RITA, trip_id: TRIP_ID };
const AT_STORE: DispatchStep = { name: "rider_at_store" };
const PICK_UP: DispatchStep = { name: "pick_up" };
const AT_DOOR: DispatchStep = { name: "rider_at_door" };
const DELIVER: DispatchStep = { name: "deliver" };
const FAIL: DispatchStep = { name: "fail_delivery", reason: "NOBODY_OPENS" };
const UNDO: DispatchStep = { name: "undo_rider_step" };
const RELEASE: DispatchStep = { name: "release_rider" };

const withRider = (rider_state: RiderState, over: Partial<BoardOrder> = {}) =>
  placedOrder({
    delivery_by: "riders",
    order_status: "Preparing",
    accepted_at: iso(1),
    ...(rider_state !== "none" && {
      rider_id: RITA.id,
      rider_name: "Rita",
      rider_vehicle: RITA.vehicle,
      trip_id: TRIP_ID,
    }),
    rider_state,
    ...over,
  });

const by = (role: ActorKind) => ({ roles: [role], name: "Somebody" });
const tried = (order: BoardOrder, action: LifecycleAction, role: ActorKind = "rider") =>
  decide(order, action, by(role), minutesLater(10));

/** Returns the order after the step, a minute after the one before. */
function stepped(order: BoardOrder, action: LifecycleAction, role: ActorKind = "rider"): BoardOrder {
  const decision = decide(order, action, by(role), new Date(Date.parse(order.updated_at) + 60_000));
  if (!decision.ok) throw new Error(`${action.name} is refused: ${decision.refusal}`);
  return { ...order, ...decision.changes };
}

/** Mostly whole deliveries, so that every state is reached, with anything else in between. */
const likely = fc.constantFrom(
  { action: { name: "accept" } as const, actor: by("partner") },
  { action: ASSIGN, actor: by("system") },
  { action: AT_STORE, actor: by("rider") },
  { action: PICK_UP, actor: by("rider") },
  { action: AT_DOOR, actor: by("rider") },
  { action: DELIVER, actor: by("rider") },
  { action: FAIL, actor: by("rider") },
  { action: UNDO, actor: by("rider") },
  { action: RELEASE, actor: by("admin") },
);
const any = fc.record({ action: fc.oneof(anyAction, anyDispatchStep), actor: anyActor });
const attempts = fc.array(
  fc
    .tuple(fc.oneof(likely, any), fc.integer({ min: 0, max: 90 }))
    .map(([attempt, seconds]) => ({ ...attempt, seconds })),
  { maxLength: 40 },
);
const evenings = fc
  .tuple(attempts, fc.constantFrom("store", "riders", "either"))
  .map(([tries, delivery_by]) => changesThrough(tries, placedOrder({ delivery_by })));

describe("any sequence of steps by anybody", () => {
  it("goes back only by an undo, or when an admin gives the order to another rider", () => {
    const rank = (status: OrderStatus) => ORDER_STATUSES.indexOf(status);
    holds(
      fc.property(evenings, (changes) => {
        for (const { before, after, entry } of changes)
          if (rank(after.order_status) < rank(before.order_status))
            expect(
              ["undo", "undo_rider_step"].includes(entry.action) ||
                (entry.action === "release_rider" && entry.actor_kind === "admin"),
            ).toBe(true);
      }),
    );
  });

  it("keeps the rider's fields together: all of them, or none", () => {
    holds(
      fc.property(evenings, (changes) => {
        for (const { after } of changes) {
          const isNone = after.rider_state === "none";
          for (const field of [after.rider_id, after.rider_name, after.rider_vehicle, after.trip_id])
            expect(field === null).toBe(isNone);
        }
      }),
    );
  });

  it("never gives a rider an order that the store brings, and never lets the store send one that riders bring", () => {
    holds(
      fc.property(evenings, (changes) => {
        for (const { before, after, entry } of changes) {
          if (after.delivery_by === "store") expect(after.rider_state).toBe("none");
          if (
            entry.actor_kind === "partner" &&
            !["cancel", "decline"].includes(entry.action) &&
            after.order_status !== "Preparing"
          )
            expect(after.order_status === "Order Received" || storeDelivers(before)).toBe(true);
          if (after.delivery_by === "riders" && after.order_status === "Out for Delivery")
            expect(["picked_up", "at_door", "failed"]).toContain(after.rider_state);
        }
      }),
    );
  });

  it("tells the customer why only by a code: what riders and dispatchers write is in no entry", () => {
    holds(
      fc.property(evenings, (changes) => {
        for (const { entry } of changes)
          if (["release_rider", "fail_delivery", "undo_rider_step"].includes(entry.action))
            expect(entry.note).toBeNull();
      }),
    );
  });

  it("leaves no estimate of a delivery that went wrong, that is late or that nobody makes", () => {
    holds(
      fc.property(evenings, (changes) => {
        for (const { after, entry } of changes)
          if (["hand_over", "fail_delivery", "delay", "release_rider"].includes(entry.action))
            expect([after.eta_from, after.eta_to]).toEqual([null, null]);
      }),
    );
  });

  it("raises the version by one, and writes the time unless it was nothing to the kitchen", () => {
    holds(
      fc.property(evenings, (changes) => {
        for (const { before, after, entry } of changes) {
          expect(after.version).toBe(before.version + 1);
          const isOfKitchen =
            entry.from_status !== entry.to_status ||
            entry.to_status === "Out for Delivery" ||
            !/_rider$|^rider_|^undo_rider/.test(entry.action);
          expect(after.updated_at).toBe(
            isOfKitchen && entry.action !== "set_eta" ? entry.at : before.updated_at,
          );
          if (entry.action === "set_eta")
            expect(after).toEqual({
              ...before,
              version: after.version,
              eta_from: after.eta_from,
              eta_to: after.eta_to,
            });
        }
      }),
    );
  });
});

const MAY: Record<DispatchStep["name"], ActorKind[]> = {
  assign_rider: ["rider", "partner", "admin", "system"],
  release_rider: ["rider", "partner", "admin", "system"],
  rider_at_store: ["rider"],
  pick_up: ["rider"],
  rider_at_door: ["rider"],
  deliver: ["partner", "rider", "admin"],
  fail_delivery: ["rider"],
  undo_rider_step: ["rider"],
  set_eta: ["system"],
};
const ETA: DispatchStep = { name: "set_eta", from: iso(30), to: iso(40) };
const STEPS = [ASSIGN, RELEASE, AT_STORE, PICK_UP, AT_DOOR, DELIVER, FAIL, UNDO, ETA];
const ROLES: ActorKind[] = ["customer", "partner", "rider", "admin", "system"];

test.each(STEPS.flatMap((step) => ROLES.map((role) => ({ step, role }))))(
  "$step.name by the $role is forbidden, unless the role may ever do it",
  ({ step, role }) => {
    const decision = tried(withRider("accepted"), step, role);
    const isForbidden = !decision.ok && decision.code === "forbidden";
    expect(isForbidden).toBe(!MAY[step.name].includes(role));
  },
);

describe("a rider", () => {
  it("is named to others by the first name", () => {
    expect(tried(withRider("none"), ASSIGN, "system")).toMatchObject({
      ok: true,
      changes: {
        rider_id: RITA.id,
        rider_name: "Rita",
        rider_vehicle: "bicycle",
        rider_state: "accepted",
        trip_id: TRIP_ID,
      },
      entry: { note: "Rita" },
    });
  });

  it("may be on the way while a question about a sold-out dish is open, and picks up after the answer", () => {
    const asked = withRider("none", { answer_by: iso(12) });
    const assigned = stepped(asked, ASSIGN, "system");
    expect(tried(assigned, PICK_UP)).toMatchObject({ code: "conflict", refusal: "question_open" });
    expect(tried({ ...assigned, answer_by: null }, PICK_UP)).toMatchObject({ ok: true });
  });

  it("gets no order that another one has, that the store brings or that is not being prepared", () => {
    expect(tried(withRider("accepted"), ASSIGN)).toMatchObject({ refusal: "rider_taken" });
    expect(tried(withRider("none", { delivery_by: "store" }), ASSIGN)).toMatchObject({
      refusal: "store_delivers",
    });
    expect(tried(withRider("none", { order_status: "Order Received" }), ASSIGN)).toMatchObject({
      code: "conflict",
      refusal: "not_preparing",
    });
  });

  it("takes the steps in their order, and none twice", () => {
    const allowed: Record<RiderState, LifecycleAction["name"][]> = {
      none: [],
      accepted: ["rider_at_store", "pick_up"],
      at_store: ["pick_up"],
      picked_up: ["rider_at_door", "deliver", "fail_delivery"],
      at_door: ["deliver", "fail_delivery"],
      failed: [],
    };
    for (const state of RIDER_STATES) {
      const isOut = ["picked_up", "at_door", "failed"].includes(state);
      const order = withRider(state, { order_status: isOut ? "Out for Delivery" : "Preparing" });
      const steps = [AT_STORE, PICK_UP, AT_DOOR, DELIVER, FAIL].filter((step) => tried(order, step).ok);
      expect(steps.map(({ name }) => name).toSorted(), state).toEqual(allowed[state].toSorted());
    }
  });

  it("takes each step also when the order has been changed very often", () => {
    for (const [state, step] of [
      ["accepted", AT_STORE],
      ["at_store", PICK_UP],
      ["accepted", RELEASE],
    ] as const)
      expect(tried(withRider(state, { version: CHANGES_AT_MOST + 5 }), step)).toMatchObject({ ok: true });
    const out = withRider("picked_up", { version: CHANGES_AT_MOST + 5, order_status: "Out for Delivery" });
    for (const step of [AT_DOOR, DELIVER, FAIL]) expect(tried(out, step)).toMatchObject({ ok: true });
    expect(tried(out, ETA, "system")).toMatchObject({ ok: true });
    const held = withRider("none", { version: CHANGES_AT_MOST });
    expect(tried(held, { name: "delay", minutes: 5, note: "" }, "partner")).toMatchObject({
      refusal: "changed_too_often",
    });
  });

  it("marks food that leaves as ready, and collects the cash", () => {
    const picked = stepped(
      withRider("at_store", { payment_method: "cash", payment_status: "due_on_delivery" }),
      PICK_UP,
    );
    expect(picked).toMatchObject({ order_status: "Out for Delivery", rider_state: "picked_up" });
    expect(picked.ready_at).toBe(picked.dispatched_at);
    expect(stepped(picked, DELIVER)).toMatchObject({ order_status: "Delivered", payment_status: "captured" });
  });

  it("who drops out leaves the order to others; once it is picked up, only an admin can say so", () => {
    const released = stepped(
      withRider("at_store", { ready_at: iso(5), eta_from: iso(30), eta_to: iso(40) }),
      RELEASE,
    );
    expect(released).toMatchObject({
      order_status: "Preparing",
      ready_at: iso(5),
      rider_id: null,
      rider_state: "none",
      trip_id: null,
      eta_from: null,
      eta_to: null,
    });
    const out = stepped(withRider("at_store"), PICK_UP);
    expect(tried(out, RELEASE)).toMatchObject({ code: "conflict" });
    expect(tried(out, RELEASE, "admin")).toMatchObject({
      ok: true,
      changes: { order_status: "Preparing", dispatched_at: null, rider_state: "none" },
    });
    expect(tried(withRider("none"), RELEASE, "system")).toMatchObject({ refusal: "no_rider" });
  });

  it("who could not hand it over says why, and an admin cancels, delivers or gives it to another rider", () => {
    const failed = stepped(stepped(withRider("at_store"), PICK_UP), FAIL);
    expect(failed).toMatchObject({ order_status: "Out for Delivery", rider_state: "failed" });
    const cancel = { name: "cancel", reason: "DELIVERY_FAILED", note: "" } as const;
    for (const action of [cancel, DELIVER, RELEASE])
      expect(tried(failed, action, "admin")).toMatchObject({ ok: true });
    expect(tried(failed, DELIVER)).toMatchObject({ refusal: "not_next_step" });
  });
});

describe("the undo of a rider's step", () => {
  const accepted = withRider("accepted", { payment_method: "cash", payment_status: "due_on_delivery" });
  const atStore = stepped(accepted, AT_STORE);
  const out = stepped(atStore, PICK_UP);
  const atDoor = stepped(out, AT_DOOR);
  const failed = stepped(atDoor, FAIL);
  const delivered = stepped(atDoor, DELIVER);
  const cases = [
    ["rider_at_store", accepted, atStore],
    ["pick_up", atStore, out],
    ["rider_at_door", out, atDoor],
    ["fail_delivery", atDoor, failed],
    ["deliver", atDoor, delivered],
  ] as const;
  const lastOf = (action: string, order: BoardOrder, actor_kind: ActorKind = "rider") => ({
    last: { action, actor_kind, at: order.updated_at },
  });
  const secondsLater = (order: BoardOrder, seconds: number) =>
    new Date(Date.parse(order.updated_at) + seconds * 1_000);

  it.each(cases)("restores everything that %s changed, within its time", (action, before, later) => {
    const intime = secondsLater(later, UNDO_SECONDS.accepted);
    const keepsTime = action === "rider_at_store";
    const undone = decide(later, UNDO, by("rider"), intime, lastOf(action, later));
    expect(undone).toMatchObject({ ok: true });
    if (!undone.ok) return;
    expect({ ...later, ...undone.changes }).toEqual({
      ...before,
      version: later.version + 1,
      updated_at: keepsTime ? before.updated_at : intime.toISOString(),
    });
    const late = secondsLater(later, UNDO_SECONDS.accepted + 1);
    expect(decide(later, UNDO, by("rider"), late, lastOf(action, later))).toMatchObject({
      refusal: "undo_too_late",
    });
  });

  it("is refused when somebody else took the last step, or nobody knows it", () => {
    const now = secondsLater(delivered, 1);
    expect(decide(delivered, UNDO, by("rider"), now, lastOf("deliver", delivered, "admin"))).toMatchObject({
      refusal: "nothing_to_undo",
    });
    expect(decide(delivered, UNDO, by("rider"), now)).toMatchObject({ refusal: "nothing_to_undo" });
    expect(decide(accepted, UNDO, by("rider"), now, lastOf("assign_rider", accepted))).toMatchObject({
      refusal: "nothing_to_undo",
    });
  });

  it("is not the store's: what a rider picked up or delivered stays so for its staff", () => {
    for (const order of [out, delivered])
      expect(decide(order, { name: "undo" }, by("partner"), secondsLater(order, 1))).toMatchObject({
        code: "conflict",
        refusal: "riders_deliver",
      });
  });
});

describe("the store", () => {
  const HAND_OVER = { name: "hand_over" } as const;

  it("hands over what it brings itself, and what no rider has taken yet", () => {
    expect(tried(withRider("none", { delivery_by: "either" }), HAND_OVER, "partner")).toMatchObject({
      ok: true,
      changes: { order_status: "Out for Delivery", delivery_by: "store" },
    });
    for (const order of [withRider("none"), withRider("accepted", { delivery_by: "either" })])
      expect(tried(order, HAND_OVER, "partner")).toMatchObject({
        code: "conflict",
        refusal: "riders_deliver",
      });
  });

  it("has no button for steps that a rider takes", () => {
    expect(nextSteps(withRider("none", { delivery_by: "either" }), "partner")).toContain("hand_over");
    expect(nextSteps(withRider("none"), "partner")).not.toContain("hand_over");
    expect(nextSteps(withRider("accepted", { delivery_by: "either" }), "partner")).not.toContain("hand_over");
    const out = withRider("picked_up", { order_status: "Out for Delivery" });
    expect(nextSteps(out, "partner")).not.toContain("deliver");
    expect(nextSteps(out, "admin")).toContain("deliver");
  });

  it("cannot deliver what a rider brings, while an admin can, also one who is staff there", () => {
    const out = withRider("picked_up", { order_status: "Out for Delivery" });
    expect(tried(out, DELIVER, "partner")).toMatchObject({ refusal: "riders_deliver" });
    const both = { roles: ["partner", "admin"] as const, name: "Ada" };
    expect(decide(out, DELIVER, both, minutesLater(30))).toMatchObject({
      ok: true,
      entry: { actor_kind: "admin" },
    });
  });

  it("can still undo its own step after a rider was chosen, came or dropped out", () => {
    const ready = stepped(withRider("none"), { name: "ready" }, "partner");
    const soon = new Date(Date.parse(ready.updated_at) + 5_000);
    let order = ready;
    for (const step of [ASSIGN, AT_STORE, RELEASE]) {
      const changed = decide(order, step, by(step === ASSIGN ? "system" : "rider"), soon);
      if (!changed.ok) throw new Error(changed.refusal);
      order = { ...order, ...changed.changes };
      expect(decide(order, { name: "undo" }, by("partner"), soon), step.name).toMatchObject({
        ok: true,
        changes: { ready_at: null },
      });
    }
  });

  it("cannot take back an acceptance once a rider is under way for it", () => {
    const accepted = stepped(
      withRider("none", { order_status: "Order Received" }),
      { name: "accept" },
      "partner",
    );
    const soon = new Date(Date.parse(accepted.updated_at) + 5_000);
    const assigned = decide(accepted, ASSIGN, by("system"), soon);
    if (!assigned.ok) throw new Error(assigned.refusal);
    const undo = (order: BoardOrder) => decide(order, { name: "undo" }, by("partner"), soon);
    expect(undo(accepted)).toMatchObject({ ok: true });
    expect(undo({ ...accepted, ...assigned.changes })).toMatchObject({ refusal: "nothing_to_undo" });
  });

  it("that takes back its hand-over leaves the order to riders again, where its setting does", () => {
    const out = stepped(withRider("none", { delivery_by: "either" }), HAND_OVER, "partner");
    const soon = new Date(Date.parse(out.updated_at) + 5_000);
    for (const [setting, delivery_by] of [
      ["either", "either"],
      ["store", "store"],
      ["riders", "store"],
    ] as const)
      expect(decide(out, { name: "undo" }, by("partner"), soon, { setting })).toMatchObject({
        ok: true,
        changes: { order_status: "Preparing", delivery_by },
      });
  });

  it("can still undo its own step after the estimate has changed", () => {
    const ready = stepped(withRider("none"), { name: "ready" }, "partner");
    const estimated = stepped(ready, ETA, "system");
    const soon = new Date(Date.parse(ready.updated_at) + 5_000);
    expect(decide(estimated, { name: "undo" }, by("partner"), soon)).toMatchObject({
      ok: true,
      changes: { ready_at: null },
    });
  });
});

test("a delay is told with the promise, and an estimate can be taken back", () => {
  const estimated = stepped(withRider("accepted", { promised_at: iso(35) }), ETA, "system");
  const delayed = stepped(estimated, { name: "delay", minutes: 20, note: "" }, "partner");
  expect(estimatedDelivery(delayed)).toMatchObject({ from: iso(55) });
  const none = stepped(estimated, { name: "set_eta", from: null, to: null }, "system");
  expect(estimatedDelivery(none)).toMatchObject({ from: iso(35) });
});

test("the arrival is what dispatch expects, as long as the order is open", () => {
  const order = stepped(withRider("accepted", { promised_at: iso(35) }), ETA, "system");
  expect(estimatedDelivery(order)).toEqual({ from: iso(30), to: iso(40) });
  expect(estimatedDelivery({ ...order, order_status: "Delivered" })).toBeNull();
});
