import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dropOff, ORDER, pickUp, SECOND_ORDER, trip } from "@/test/support/rider-homes";
import { marksOf, nextStop, paidFor, phaseOf, type RiddenStep, withSteps } from "./ridden-trip";
import { tripStepSchema } from "./trip";

const AT = "2026-11-27T19:40:00.000Z";
const two = trip({
  stops: [
    pickUp(),
    pickUp({ order_id: SECOND_ORDER }),
    dropOff(),
    dropOff({ order_id: SECOND_ORDER, address: "Quay 3" }),
  ],
});
const step = (step: RiddenStep["step"], order_id = ORDER): RiddenStep => ({ order_id, step });
const phaseAfter = (...steps: RiddenStep[]) => {
  const stop = nextStop(withSteps(trip(), steps, AT));
  return stop === null ? null : phaseOf(stop);
};

test("a trip goes from the store to the door, step by step", () => {
  expect(phaseAfter()).toBe("to_store");
  expect(phaseAfter(step("at_store"))).toBe("at_store");
  expect(phaseAfter(step("at_store"), step("picked_up"))).toBe("to_door");
  expect(phaseAfter(step("at_store"), step("picked_up"), step("at_door"))).toBe("at_door");
  expect(phaseAfter(step("at_store"), step("picked_up"), step("at_door"), step("delivered"))).toBeNull();
});

test("each step can be taken back", () => {
  expect(phaseAfter(step("at_store"), step("undo"))).toBe("to_store");
  expect(phaseAfter(step("at_store"), step("picked_up"), step("undo"))).toBe("at_store");
  expect(phaseAfter(step("picked_up"), step("at_door"), step("undo"))).toBe("to_door");
  expect(phaseAfter(step("picked_up"), step("at_door"), step("failed"), step("undo"))).toBe("at_door");
});

test("all orders are picked up before the first door", () => {
  const after = withSteps(two, [step("at_store"), step("picked_up")], AT);
  expect(nextStop(after)).toMatchObject({ kind: "pick_up", order_id: SECOND_ORDER });
  expect(marksOf(after)).toEqual(["done", "done", "next", "ahead", "ahead", "ahead", "ahead", "ahead"]);
});

test("what a trip pays is the sum of its parts", () => {
  expect(paidFor(trip())).toBe(740);
});

describe("whatever is pressed", () => {
  const presses = fc.array(
    fc.record({
      order_id: fc.constantFrom(ORDER, SECOND_ORDER),
      step: fc.constantFrom(...tripStepSchema.options),
    }),
    { maxLength: 20 },
  );

  test("no stop appears, disappears, or changes its place, and its words stay", () => {
    fc.assert(
      fc.property(presses, (steps) => {
        const after = withSteps(two, steps, AT);
        const words = ({ order_id, kind, address }: (typeof two.stops)[number]) => [order_id, kind, address];
        expect(after.stops.map(words)).toEqual(two.stops.map(words));
      }),
    );
  });

  test("a stop that was made has been reached, and at most one mark is next", () => {
    fc.assert(
      fc.property(presses, (steps) => {
        const after = withSteps(two, steps, AT);
        for (const { outcome, arrived_at, done_at } of after.stops) {
          expect(done_at !== null).toBe(outcome !== null);
          if (outcome !== null) expect(arrived_at).not.toBeNull();
        }
        const nexts = marksOf(after).filter((mark) => mark === "next");
        expect(nexts).toHaveLength(nextStop(after) === null ? 0 : 1);
      }),
    );
  });

  test("taking back an order's steps, one after another, leads to where it began", () => {
    fc.assert(
      fc.property(presses, (steps) => {
        const undo = Array.from({ length: 4 }, () => [step("undo"), step("undo", SECOND_ORDER)]).flat();
        expect(withSteps(two, [...steps, ...undo], AT).stops).toEqual(two.stops);
      }),
    );
  });
});
