import { glyphsOn } from "./glyph-of";
import { type Glyph, platesOf } from "./glyphs";
import type { Menu } from "./schema";

const SHOWN = 3;

const dishesOf = (menu: Menu) => menu.categories.flatMap(({ items }) => items);

/** Returns the ids of the dishes to show as most ordered: at most three that are on the menu and available. */
export function favouritesOn(menu: Menu, mostOrdered: readonly string[]): string[] {
  const available = new Set(dishesOf(menu).flatMap((dish) => (dish.available ? [dish.id] : [])));
  return mostOrdered.filter((id) => available.has(id)).slice(0, SHOWN);
}

export function platesOfMenu(menu: Menu, mostOrdered: readonly string[]): Glyph[] {
  const dishes = dishesOf(menu);
  const favourites = mostOrdered.flatMap((id) => dishes.find((dish) => dish.id === id) ?? []);
  const firsts = menu.categories.flatMap(({ items }) => items.slice(0, 1));
  const glyphs = glyphsOn(menu.categories);
  return platesOf([...favourites, ...firsts, ...dishes].flatMap(({ id }) => glyphs.get(id) ?? []));
}
