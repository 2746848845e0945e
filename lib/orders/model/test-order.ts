import * as z from "zod/mini";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const placedTestSchema = z.object({ order_id: idSchema, order_code: shortTextSchema });
export type PlacedTest = z.infer<typeof placedTestSchema>;

interface Choice {
  menu_item_id: string;
  option_ids: string[];
}

/** As many of the cheapest options of each group as it demands; null when there are too few to order the dish. */
function optionsFor({ options }: MenuItem): string[] | null {
  const byGroup = Map.groupBy(options, ({ group }) => group.id);
  const chosen: string[] = [];
  for (const group of byGroup.values()) {
    const minimum = group[0]?.group.minimum ?? 0;
    const offered = group
      .filter(({ available }) => available)
      .toSorted((one, other) => one.price - other.price);
    if (offered.length < minimum) return null;
    chosen.push(...offered.slice(0, minimum).map(({ id }) => id));
  }
  return chosen;
}

/** A dish of the menu that can be ordered, with the options that it demands; null: there is none. */
export function cheapestChoice(menu: Pick<Menu, "categories">): Choice | null {
  const dishes = menu.categories
    .flatMap(({ items }) => items)
    .filter(({ available }) => available)
    .toSorted((one, other) => one.price - other.price);
  for (const dish of dishes) {
    const option_ids = optionsFor(dish);
    if (option_ids !== null) return { menu_item_id: dish.id, option_ids };
  }
  return null;
}
