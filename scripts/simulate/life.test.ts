import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { ActorKind } from "@/lib/orders/model/changing-fields";
import { decide } from "@/lib/orders/model/decide";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { actionFor, statusChangeSchema } from "@/lib/orders/model/requests";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { item } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import { dish, menuOf, uuid } from "@/test/support/menu-arbitraries";
import { PLACED_AT, placedOrder } from "@/test/support/order-arbitraries";
import { type Circumstances, type Hand, moments, type Press, planLife } from "./life";
import { seededRandom } from "./random";
import { soldOutAction } from "./sold-out";

const ROLE: Record<Hand, ActorKind> = {
  customer: "customer",
  partner: "partner",
  colleague: "partner",
  admin: "admin",
};
const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  runsOut: fc.boolean(),
  isSlow: fc.boolean(),
});
const seeds = fc.integer({ min: 0, max: 1_000_000 });

/** An order of two dishes, on a menu that has a third. */
const placed = () =>
  placedOrder({
    total_qty: 2,
    items: [500, 501].map((n) => item("Dish", { id: uuid(n), menu_item_id: uuid(n + 100) })),
  });
const menu = menuOf([{ id: uuid(700), name: "All", items: [600, 601, 602].map((n) => dish(n)) }]);

function actionOf(order: BoardOrder, { change }: Press): OrderAction {
  if ("sold_out" in change) return soldOutAction(change, order.items, menu);
  const action = actionFor(statusChangeSchema.parse(change));
  if (action === null || action === "unreachable")
    throw new Error(`No action stands for ${change.order_status}`);
  return action;
}

function decided(order: BoardOrder, press: Press) {
  const actor = { roles: [ROLE[press.by]], name: press.by };
  const kitchen = { lines: order.items, dishes: menu.categories.flatMap(({ items }) => items) };
  const at = new Date(PLACED_AT.getTime() + press.at * 60_000);
  return decide(order, actionOf(order, press), actor, at, { kitchen });
}

function liveThrough(seed: number, circumstances?: Circumstances) {
  let order = placed();
  const refusals: string[] = [];
  for (const press of moments(planLife(seededRandom(seed), circumstances)).flat()) {
    if (isFinal(order.order_status)) break;
    const decision = decided(order, press);
    if (decision.ok) order = { ...order, ...decision.changes };
    else refusals.push(decision.code);
  }
  return { order, refusals };
}

describe("the planned life of an order", () => {
  it("ends in a final status for each seed, also on an evening of troubles", () => {
    holds(
      fc.property(seeds, anyCircumstances, (seed, circumstances) => {
        expect(isFinal(liveThrough(seed, circumstances).order.order_status)).toBe(true);
      }),
    );
  });

  it("contains no request that is refused for another reason than a conflict", () => {
    holds(
      fc.property(seeds, anyCircumstances, (seed, circumstances) => {
        const { refusals } = liveThrough(seed, circumstances);
        expect(refusals.filter((code) => code !== "conflict")).toEqual([]);
      }),
    );
  });

  it("leaves no question open to the customer when the order leaves", () => {
    holds(
      fc.property(seeds, (seed) => {
        const { order } = liveThrough(seed, { runsOut: true, isSlow: false });
        expect(order.unavailable.every(({ choice }) => choice !== null)).toBe(true);
      }),
    );
  });

  it("has each answer of a customer to a dish that is out, on an evening of troubles only", () => {
    const choicesOf = (runsOut: boolean) =>
      Array.from({ length: 400 }, (_, index) => liveThrough(index, { runsOut, isSlow: false }).order).flatMap(
        ({ unavailable }) => unavailable.map(({ choice }) => choice),
      );
    expect(new Set(choicesOf(true))).toEqual(new Set(["replace", "remove", "cancel"]));
    expect(choicesOf(false)).toEqual([]);
  });

  it("is accepted late by a slow kitchen", () => {
    const acceptedAt = (isSlow: boolean) =>
      Array.from({ length: 200 }, (_, index) => planLife(seededRandom(index), { runsOut: false, isSlow }))
        .filter(({ kind }) => kind === "slow" || kind === "served")
        .map(({ presses }) => presses[0]?.at ?? 0);
    expect(Math.min(...acceptedAt(true))).toBeGreaterThanOrEqual(4);
    expect(Math.min(...acceptedAt(false))).toBeLessThan(2);
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
