import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checklistOf, type SetupFacts } from "./checklist";

const READY: SetupFacts = {
  hasIdentity: true,
  hasPlace: true,
  hasHours: true,
  hasZone: true,
  dishes: 2,
  dishesWithoutAllergens: 0,
  dishesWithoutPhoto: 2,
  members: 1,
  hasHeardTestOrder: true,
  offersCards: true,
  hasPayout: true,
  openedAt: null,
};

const factsArbitrary: fc.Arbitrary<SetupFacts> = fc.record({
  hasIdentity: fc.boolean(),
  hasPlace: fc.boolean(),
  hasHours: fc.boolean(),
  hasZone: fc.boolean(),
  dishes: fc.nat(3),
  dishesWithoutAllergens: fc.nat(3),
  dishesWithoutPhoto: fc.nat(3),
  members: fc.nat(3),
  hasHeardTestOrder: fc.boolean(),
  offersCards: fc.boolean(),
  hasPayout: fc.boolean(),
  openedAt: fc.option(fc.constant("2026-11-27T18:00:00.000Z")),
});

describe("the checklist of a store in set-up", () => {
  it("lets it open exactly when nothing is missing and it is not open", () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const { items, can_open } = checklistOf(facts);
        const isMissing = items.some(({ state }) => state === "missing");
        expect(can_open).toBe(facts.openedAt === null && !isMissing);
      }),
    );
  });

  it("does not wait for photos and the team, nor for the payout where nobody pays by card", () => {
    expect(checklistOf(READY).can_open).toBe(true);
    expect(checklistOf({ ...READY, offersCards: false, hasPayout: false }).can_open).toBe(true);
  });

  it.each([
    ["identity", { hasIdentity: false }],
    ["place", { hasPlace: false }],
    ["hours", { hasHours: false }],
    ["zone", { hasZone: false }],
    ["allergens", { dishesWithoutAllergens: 1 }],
    ["payout", { hasPayout: false }],
    ["test_order", { hasHeardTestOrder: false }],
  ])("waits for %s alone", (name, without) => {
    const { items, can_open } = checklistOf({ ...READY, ...without });
    expect(can_open).toBe(false);
    expect(items.filter(({ state }) => state === "missing").map((item) => item.name)).toEqual([name]);
  });
});
