import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { afterRefund, followProvider, type PaymentFigures } from "./follow-provider";
import {
  type ApprovedRefund,
  type AttemptFacts,
  type Call,
  nextStep,
  type OrderFacts,
  type PaymentFacts,
} from "./next-step";

const PAID = 1_500;

/** A provider that carries a key out once, and counts. */
class Provider {
  captured = 0;
  refunded = 0;
  captures = 0;
  voids = 0;
  readonly #done = new Map<string, boolean>();

  /** Returns false when it refuses. */
  carryOut({ kind, amount, key }: Call, refuses: boolean): boolean {
    const known = this.#done.get(key);
    if (known !== undefined) return known;
    const isDone = !refuses && this.#take(kind, amount);
    this.#done.set(key, isDone);
    return isDone;
  }

  #take(kind: Call["kind"], amount: number): boolean {
    if (kind === "refund") {
      if (this.refunded + amount > this.captured) return false;
      this.refunded += amount;
      return true;
    }
    if (this.captures + this.voids > 0) return false;
    if (kind === "capture") {
      this.captures += 1;
      this.captured = amount;
    } else this.voids += 1;
    return true;
  }
}

interface World {
  payment: PaymentFacts;
  order: OrderFacts;
  attempts: AttemptFacts[];
  refunds: ApprovedRefund[];
  readonly provider: Provider;
}

const newWorld = (): World => ({
  payment: {
    id: "p",
    ref: "ref",
    isPlaced: true,
    isEnded: false,
    authorized: PAID,
    captured: 0,
    refunded: 0,
    expiresAt: 0,
  },
  order: { status: "Order Received", acceptedAt: null, finalAmount: PAID },
  attempts: [],
  refunds: [],
  provider: new Provider(),
});

type Fate = "recorded" | "killed before the call" | "killed after the call" | "refused" | "two runners";
const LATER = 1_000_000_000;

function end(world: World, call: Call, isDone: boolean): void {
  world.attempts = world.attempts.map((attempt) =>
    attempt.key === call.key && attempt.outcome === "pending"
      ? { ...attempt, outcome: isDone ? "succeeded" : "failed" }
      : attempt,
  );
  const { captured, refunded } = world.provider;
  world.payment = { ...world.payment, captured, refunded };
}

/** One run of the job. Returns false when nothing was due. */
function run(world: World, fate: Fate): boolean {
  const { payment, order, attempts, refunds, provider } = world;
  const step = nextStep({ payment, order, attempts, refunds }, LATER);
  if (step.kind !== "call") return false;
  const { call } = step;
  if (!attempts.some(({ key }) => key === call.key))
    world.attempts = [...attempts, { ...call, outcome: "pending" }];
  if (fate === "killed before the call") return true;
  const isDone = provider.carryOut(call, fate === "refused");
  if (fate === "killed after the call") return true;
  if (fate === "two runners") provider.carryOut(call, false);
  end(world, call, isDone);
  return true;
}

type Event =
  | { kind: "accept" | "cancel" | "undo" }
  | { kind: "sold out"; amount: number }
  | { kind: "refund"; amount: number }
  | { kind: "run"; fate: Fate };

const events = fc.array(
  fc.oneof(
    fc.constantFrom<Event>({ kind: "accept" }, { kind: "cancel" }, { kind: "undo" }),
    fc.record({ kind: fc.constant("sold out" as const), amount: fc.integer({ min: 1, max: 700 }) }),
    fc.record({ kind: fc.constant("refund" as const), amount: fc.integer({ min: 1, max: 900 }) }),
    fc.record({
      kind: fc.constant("run" as const),
      fate: fc.constantFrom<Fate>(
        "recorded",
        "killed before the call",
        "killed after the call",
        "refused",
        "two runners",
      ),
    }),
  ),
  { maxLength: 40 },
);

function happen(world: World, event: Event): void {
  const { order, payment, refunds } = world;
  switch (event.kind) {
    case "accept":
      if (order.status === "Order Received") world.order = { ...order, status: "Preparing", acceptedAt: 0 };
      return;
    case "undo":
      // Nothing is taken before the time to undo is over.
      if (order.status === "Preparing" && world.attempts.every(({ kind }) => kind !== "capture"))
        world.order = { ...order, status: "Order Received", acceptedAt: null };
      return;
    case "cancel":
      world.order = { ...order, status: "Cancelled" };
      return;
    case "sold out":
      if (order.status === "Preparing")
        world.order = { ...order, finalAmount: Math.max(1, order.finalAmount - event.amount) };
      return;
    case "refund": {
      const asked = refunds.reduce((sum, { amount }) => sum + amount, 0);
      // A refund of more than what was taken is not approved.
      const left = payment.captured - payment.refunded - asked;
      if (left > 0)
        world.refunds = [...refunds, { id: `r${refunds.length}`, amount: Math.min(left, event.amount) }];
      return;
    }
    case "run":
      run(world, event.fate);
  }
}

describe("what is due at the provider", () => {
  test("is one outcome for each order, whatever happens in between: taken once or let go of, and never paid back twice", () => {
    holds(
      fc.property(events, (given) => {
        const world = newWorld();
        for (const event of given) {
          happen(world, event);
          const { captures, voids, captured, refunded } = world.provider;
          expect(captures + voids).toBeLessThanOrEqual(1);
          expect(captured).toBeLessThanOrEqual(PAID);
          expect(refunded).toBeLessThanOrEqual(captured);
        }
        const wasRefused = world.attempts.some(({ outcome }) => outcome === "failed");
        let runs = 0;
        while (run(world, "recorded")) {
          runs += 1;
          expect(runs).toBeLessThan(100);
        }
        const { provider, order, attempts } = world;
        expect(provider.captures + provider.voids).toBeLessThanOrEqual(1);
        expect(provider.refunded).toBeLessThanOrEqual(provider.captured);
        expect(attempts.filter(({ outcome }) => outcome === "pending")).toEqual([]);
        // A refusal that was repeated too often waits for a person.
        if (wasRefused) return;
        if (order.status === "Cancelled") expect(provider.captured - provider.refunded).toBe(0);
        if (order.status === "Preparing") expect(provider.captures).toBe(1);
        if (order.status === "Order Received") expect(provider.captures + provider.voids).toBe(0);
      }),
      { numRuns: 5_000 },
    );
  });

  test("is asked for again with the same key as long as its outcome is not known", () => {
    const world = newWorld();
    world.order = { ...world.order, status: "Cancelled" };
    run(world, "killed after the call");
    const again = nextStep(world, LATER);
    expect(again).toMatchObject({ kind: "call", call: { kind: "void", key: "p:void:1" } });
  });

  test("needs a person after three refusals", () => {
    const world = newWorld();
    world.order = { status: "Preparing", acceptedAt: 0, finalAmount: PAID };
    for (let n = 0; n < 3; n += 1) run(world, "refused");
    expect(nextStep(world, LATER)).toEqual({ kind: "stuck" });
  });

  test("waits until an acceptance cannot be taken back any more, and takes at most what is held", () => {
    const world = newWorld();
    world.order = { status: "Preparing", acceptedAt: 1_000, finalAmount: PAID + 1 };
    expect(nextStep(world, 2_000)).toEqual({ kind: "wait", until: 16_000 });
    expect(nextStep(world, 16_000)).toMatchObject({ call: { kind: "capture", amount: PAID } });
  });

  test("ends a payment whose time is over, and lets go of money that was held too late", () => {
    const world = newWorld();
    const waiting = { ...world.payment, isPlaced: false, authorized: 0, expiresAt: 10 };
    const facts = { order: null, attempts: [], refunds: [] };
    expect(nextStep({ ...facts, payment: waiting }, 9)).toEqual({ kind: "wait", until: 10 });
    expect(nextStep({ ...facts, payment: waiting }, 10)).toEqual({ kind: "end" });
    expect(nextStep({ ...facts, payment: { ...waiting, authorized: PAID } }, 10)).toEqual({ kind: "place" });
    const late = { ...waiting, isEnded: true, authorized: PAID };
    expect(nextStep({ ...facts, payment: late }, 11)).toMatchObject({ call: { kind: "void" } });
  });
});

const zero = { authorized: 0, captured: 0, refunded: 0 };
const seen = fc.record({
  status: fc.constantFrom("waiting", "requires_action", "authorized", "captured", "voided", "failed"),
  authorized: fc.constantFrom(0, PAID),
  captured: fc.integer({ min: 0, max: PAID }),
  refunded: fc.integer({ min: 0, max: PAID }),
});

test("old answers of the provider take nothing back", () => {
  holds(
    fc.property(fc.array(seen, { maxLength: 12 }), fc.boolean(), (answers, isEnded) => {
      let payment: PaymentFigures = { status: "waiting", ...zero };
      for (const answer of answers) {
        const next = followProvider({ ...payment, isEnded }, answer);
        expect(next.captured).toBeGreaterThanOrEqual(payment.captured);
        expect(next.refunded).toBeGreaterThanOrEqual(payment.refunded);
        expect(next.refunded).toBeLessThanOrEqual(next.captured);
        if (payment.status === "released" && next.captured === 0) expect(next.status).toBe("released");
        payment = next;
      }
      if (!isEnded)
        expect(followProvider({ ...payment, isEnded }, { status: "waiting", ...zero })).toEqual(payment);
    }),
  );
});
test("a refund that ends leaves what was taken and what is left", () => {
  expect(afterRefund({ captured: 10, refunded: 0 })).toBe("captured");
  expect(afterRefund({ captured: 10, refunded: 4 })).toBe("partially_refunded");
  expect(afterRefund({ captured: 10, refunded: 10 })).toBe("refunded");
});
