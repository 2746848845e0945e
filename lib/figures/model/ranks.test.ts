import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DishSales, rankChanges, rankDishes } from "./ranks";
import { TOP_ITEMS } from "./schema";

const sales: fc.Arbitrary<DishSales[]> = fc.uniqueArray(
  fc.record({
    menu_item_id: fc.uuid(),
    name: fc.string(),
    quantity: fc.integer({ min: 0, max: 6 }),
    revenue: fc.integer({ min: 0, max: 50 }),
  }),
  { selector: ({ menu_item_id }) => menu_item_id, maxLength: 30 },
);

describe("the leaderboard", () => {
  test("has the ranks 1, 2, 3 …, falling portions, and no dish that nobody ordered", () => {
    fc.assert(
      fc.property(sales, (all) => {
        const ranked = rankDishes(all);
        expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, index) => index + 1));
        expect(ranked).toHaveLength(Math.min(TOP_ITEMS, all.filter(({ quantity }) => quantity > 0).length));
        for (const [index, dish] of ranked.entries()) {
          const next = ranked[index + 1];
          if (next !== undefined) expect(dish.quantity).toBeGreaterThanOrEqual(next.quantity);
        }
      }),
    );
  });

  test("is the same in whatever order the dishes are read", () => {
    fc.assert(
      fc.property(
        sales.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(rankDishes(shuffled)).toEqual(rankDishes(all));
        },
      ),
    );
  });

  test("leaves out no dish that has more portions than its last", () => {
    fc.assert(
      fc.property(sales, (all) => {
        const ranked = rankDishes(all);
        const shown = new Set(ranked.map(({ menu_item_id }) => menu_item_id));
        const last = ranked.at(-1)?.quantity ?? 0;
        for (const dish of all)
          if (!shown.has(dish.menu_item_id) && ranked.length === TOP_ITEMS)
            expect(dish.quantity).toBeLessThanOrEqual(last);
      }),
    );
  });
});

describe("changes of ranks", () => {
  test("brought to the ranks before, lead to those after", () => {
    fc.assert(
      fc.property(sales, sales, (one, other) => {
        const before = rankDishes(one);
        const after = rankDishes([...one.slice(0, 12), ...other].slice(0, 30));
        const ranks = new Map(before.map(({ menu_item_id, rank }) => [menu_item_id, rank]));
        for (const { menu_item_id, previous_rank, rank } of rankChanges(before, after)) {
          expect(ranks.get(menu_item_id) ?? null).toBe(previous_rank);
          expect(rank).not.toBe(previous_rank);
          ranks.set(menu_item_id, rank);
        }
        for (const { menu_item_id, rank } of after) expect(ranks.get(menu_item_id)).toBe(rank);
      }),
    );
  });

  test("are none when nothing changed", () => {
    fc.assert(
      fc.property(sales, (all) => {
        expect(rankChanges(rankDishes(all), rankDishes(all))).toEqual([]);
      }),
    );
  });
});
