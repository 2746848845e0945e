import { TOP_ITEMS, type TopItem } from "./schema";

export type DishSales = Omit<TopItem, "rank">;

const compareTexts = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Ranks by portions, then by revenue. Equal dishes keep the same order everywhere. Returns the first ten. */
export function rankDishes(sales: readonly DishSales[]): TopItem[] {
  return sales
    .filter(({ quantity }) => quantity > 0)
    .toSorted(
      (one, other) =>
        other.quantity - one.quantity ||
        other.revenue - one.revenue ||
        compareTexts(one.menu_item_id, other.menu_item_id),
    )
    .slice(0, TOP_ITEMS)
    .map((dish, index) => ({ ...dish, rank: index + 1 }));
}

export interface Placed {
  readonly menu_item_id: string;
  readonly rank: number;
}

export interface RankChange extends Placed {
  /** Null for a dish that was not in the list. */
  readonly previous_rank: number | null;
}

/** Returns the dishes of `after` that have another rank than in `before`. */
export function rankChanges(before: readonly Placed[], after: readonly Placed[]): RankChange[] {
  const known = new Map(before.map(({ menu_item_id, rank }) => [menu_item_id, rank]));
  return after.flatMap(({ menu_item_id, rank }) => {
    const previous_rank = known.get(menu_item_id) ?? null;
    return previous_rank === rank ? [] : [{ menu_item_id, rank, previous_rank }];
  });
}
