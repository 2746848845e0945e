import type { MenuItem, MenuOption } from "@/lib/menu/model/schema";
import { CART_LIMITS, type CartLine } from "./schema";

export interface OptionGroup {
  id: string;
  name: string;
  minimum: number;
  maximum: number;
  options: MenuOption[];
}

export function optionGroups(item: MenuItem): OptionGroup[] {
  const groups = new Map<string, OptionGroup>();
  for (const option of item.options) {
    const known = groups.get(option.group.id);
    if (known === undefined) groups.set(option.group.id, { ...option.group, options: [option] });
    else known.options.push(option);
  }
  return [...groups.values()];
}

export function isSingleChoice(group: OptionGroup): boolean {
  return group.minimum === 1 && group.maximum === 1;
}

export function countChosen(group: OptionGroup, chosen: ReadonlySet<string>): number {
  return group.options.filter((option) => chosen.has(option.id)).length;
}

export type GroupFault = "too_few" | "too_many";

export function groupFault(group: OptionGroup, chosen: ReadonlySet<string>): GroupFault | null {
  const taken = countChosen(group, chosen);
  if (taken < group.minimum) return "too_few";
  return taken > group.maximum ? "too_many" : null;
}

/** Returns minor units. */
export function unitPrice(item: MenuItem, chosen: ReadonlySet<string>): number {
  return item.options.reduce((sum, option) => (chosen.has(option.id) ? sum + option.price : sum), item.price);
}

/** Is false for a dish that can be ordered as it is. */
export function needsChoice(item: MenuItem): boolean {
  return item.options.some((option) => option.group.minimum > 0);
}

export function isOrderable(item: MenuItem): boolean {
  return (
    item.available &&
    optionGroups(item).every(
      (group) => group.options.filter((option) => option.available).length >= group.minimum,
    )
  );
}

export function toLine(
  item: MenuItem,
  chosen: ReadonlySet<string>,
  quantity: number,
  note: string,
): CartLine {
  const options = item.options.filter((option) => chosen.has(option.id));
  return {
    menu_item_id: item.id,
    name: item.name,
    unit_price: unitPrice(item, chosen),
    quantity: Math.min(Math.max(quantity, 1), CART_LIMITS.quantity),
    option_ids: options.map((option) => option.id),
    option_names: options.map((option) => option.name),
    note: note.trim().slice(0, CART_LIMITS.note),
  };
}
