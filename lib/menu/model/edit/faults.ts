import { contradictsItself } from "@/lib/menu/model/allergens";
import { type Menu, type MenuItem, OPTIONS_OF_ITEM } from "@/lib/menu/model/schema";
import { OPTIONS_OF_LINE } from "@/lib/orders/model/schema";
import { groupsOf } from "./groups";
import { MENU_LIMITS } from "./input";

export type MenuFault =
  | "category_gone"
  | "item_gone"
  | "option_gone"
  | "too_many_categories"
  | "too_many_items"
  | "too_many_options"
  | "too_many_options_in_menu"
  | "too_many_required"
  | "choice_impossible"
  | "allergen_twice"
  | "price_below_zero"
  | "id_twice";

interface Priced {
  price: number;
  groups: readonly { maximum: number; options: readonly { price: number }[] }[];
}

/** The lowest price that a customer can reach by choosing options. */
export function lowestPrice({ price, groups }: Priced): number {
  return groups.reduce((sum, { maximum, options }) => {
    const reductions = options.map((option) => Math.min(option.price, 0)).sort((a, b) => a - b);
    return sum + reductions.slice(0, maximum).reduce((all, one) => all + one, 0);
  }, price);
}

export function faultOfItem(item: MenuItem): MenuFault | null {
  if (item.options.length > OPTIONS_OF_ITEM) return "too_many_options";
  if (contradictsItself(item)) return "allergen_twice";
  const groups = groupsOf(item);
  if (groups.some(({ minimum, maximum, options }) => minimum > maximum || minimum > options.length))
    return "choice_impossible";
  if (groups.reduce((sum, { minimum }) => sum + minimum, 0) > OPTIONS_OF_LINE) return "too_many_required";
  return lowestPrice({ price: item.price, groups }) < 0 ? "price_below_zero" : null;
}

/** Checks bounds and ids over the whole menu, but no dish by itself: what is stored already is not refused. */
export function faultOfMenu({ categories }: Menu): MenuFault | null {
  if (categories.length > MENU_LIMITS.categories) return "too_many_categories";
  const items = categories.flatMap((category) => category.items);
  if (items.length > MENU_LIMITS.items) return "too_many_items";
  const options = items.flatMap((item) => item.options);
  if (options.length > MENU_LIMITS.optionsInMenu) return "too_many_options_in_menu";
  const ids = [
    ...categories.map(({ id }) => id),
    ...items.map(({ id }) => id),
    ...items.flatMap((item) => groupsOf(item).map(({ id }) => id)),
    ...options.map(({ id }) => id),
  ];
  return new Set(ids).size < ids.length ? "id_twice" : null;
}
