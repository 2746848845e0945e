/** The points of a dish for which nothing else was set. */
export const USUAL_POINTS = 1;

interface Counted {
  readonly categories: readonly {
    readonly items: readonly { readonly id: string; readonly points: number }[];
  }[];
}

/**
 * Returns what a cart takes of the kitchen's capacity: the points of its dishes, each as often as it is ordered. Dishes that the
 * menu does not have count none, because they cannot be ordered.
 */
export function pointsOf(
  { categories }: Counted,
  cart: readonly { readonly menu_item_id: string; readonly quantity: number }[],
): number {
  const points = new Map(categories.flatMap(({ items }) => items.map((item) => [item.id, item.points])));
  return cart.reduce((sum, line) => sum + (points.get(line.menu_item_id) ?? 0) * line.quantity, 0);
}
