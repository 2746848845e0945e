import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActorKind, DecidedOrder } from "@/lib/orders/model/changing-fields";
import { decide } from "@/lib/orders/model/decide";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { actionFor, statusChangeSchema } from "@/lib/orders/model/requests";
import { holds } from "@/test/support/holds";
import { PLACED_AT, placedOrder } from "@/test/support/order-arbitraries";
import { type Hand, moments, type Press, planLife } from "./life";
import { seededRandom } from "./random";

const ROLE: Record<Hand, ActorKind> = {
  customer: "customer",
  partner: "partner",
  colleague: "partner",
  admin: "admin",
};
const seeds = fc.integer({ min: 0, max: 1_000_000 });

function decided(order: DecidedOrder, { at, by, change }: Press) {
  const action = actionFor(statusChangeSchema.parse(change));
  if (action === null || action === "unreachable")
    throw new Error(`No action stands for ${change.order_status}`);
  const actor = { roles: [ROLE[by]], name: by };
  return decide(order, action, actor, new Date(PLACED_AT.getTime() + at * 60_000));
}

function liveThrough(seed: number): { order: DecidedOrder; refusals: string[] } {
  let order = placedOrder();
  const refusals: string[] = [];
  for (const press of moments(planLife(seededRandom(seed))).flat()) {
    if (isFinal(order.order_status)) break;
    const decision = decided(order, press);
    if (decision.ok) order = { ...order, ...decision.changes };
    else refusals.push(decision.code);
  }
  return { order, refusals };
}

describe("the planned life of an order", () => {
  it("ends in a final status for each seed", () => {
    holds(
      fc.property(seeds, (seed) => {
        expect(isFinal(liveThrough(seed).order.order_status)).toBe(true);
      }),
    );
  });

  it("contains no request that is refused for another reason than a conflict", () => {
    holds(
      fc.property(seeds, (seed) => {
        expect(liveThrough(seed).refusals.filter((code) => code !== "conflict")).toEqual([]);
      }),
    );
  });

  it("is the same for the same seed", () => {
    expect(planLife(seededRandom(42, 3))).toEqual(planLife(seededRandom(42, 3)));
  });

  it("covers served, cancelled by each side, contested, slow and repeated requests", () => {
    const lives = Array.from({ length: 400 }, (_, index) => planLife(seededRandom(42, index)));
    expect(new Set(lives.map((life) => life.kind)).size).toBe(9);
    expect(lives.some((life) => life.presses.some((press) => press.isSentTwice))).toBe(true);
    const delivered = lives.filter((_, index) => liveThrough(index).order.order_status === "Delivered");
    expect(delivered.length).toBeGreaterThan(250);
  });
});
