import { mapItems } from "@/lib/menu/model/follow";
import type { Photo } from "@/lib/menu/model/photo/photo";
import { USUAL_POINTS } from "@/lib/menu/model/points";
import type { Menu, MenuCategory, MenuItem } from "@/lib/menu/model/schema";
import { faultOfItem, faultOfMenu, type MenuFault } from "./faults";
import { optionsOf } from "./groups";
import type { ItemChanges, ItemInput, MenuEdit } from "./input";

/** Edits are pure: the server writes what they return, and the editor shows it before the server has answered. */

export type Edited = { ok: true; menu: Menu } | { ok: false; fault: MenuFault };

const refuse = (fault: MenuFault): Edited => ({ ok: false, fault });

function checked(menu: Menu, item?: MenuItem): Edited {
  const fault = (item === undefined ? null : faultOfItem(item)) ?? faultOfMenu(menu);
  return fault === null ? { ok: true, menu } : refuse(fault);
}

export function findItem(menu: Menu, id: string): MenuItem | undefined {
  for (const { items } of menu.categories) {
    const found = items.find((item) => item.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function newItem(
  id: string,
  { groups, glyph = null, points = USUAL_POINTS, vat_bp = null, pickup_vat_bp = null, ...fields }: ItemInput,
): MenuItem {
  return {
    id,
    ...fields,
    glyph,
    points,
    vat_bp,
    pickup_vat_bp,
    version: 1,
    available: true,
    available_until: null,
    photo: null,
    options: optionsOf(groups, []),
  };
}

/** Puts a thing before another one; at the end when that is null or unknown. */
function placed<Thing extends { id: string }>(
  list: readonly Thing[],
  thing: Thing,
  before: string | null,
): Thing[] {
  const others = list.filter(({ id }) => id !== thing.id);
  const index = before === thing.id ? list.indexOf(thing) : others.findIndex(({ id }) => id === before);
  return index === -1 ? [...others, thing] : others.toSpliced(index, 0, thing);
}

const withCategories = (menu: Menu, categories: MenuCategory[]): Menu => ({ ...menu, categories });

const mapCategory = (menu: Menu, id: string, change: (category: MenuCategory) => MenuCategory): Menu =>
  withCategories(
    menu,
    menu.categories.map((category) => (category.id === id ? change(category) : category)),
  );

function withoutItem(category: MenuCategory, itemId: string): MenuCategory {
  const items = category.items.filter(({ id }) => id !== itemId);
  return items.length === category.items.length ? category : { ...category, items };
}

/** Doing the same edit once more changes nothing. */
export function applyEdit(menu: Menu, edit: MenuEdit): Edited {
  const category = menu.categories.find(({ id }) => id === edit.id);
  const item = findItem(menu, edit.id);
  switch (edit.name) {
    case "create_category":
      if (category !== undefined) return { ok: true, menu };
      return checked(
        withCategories(menu, [...menu.categories, { id: edit.id, name: edit.title, items: [] }]),
      );
    case "rename_category":
      if (category === undefined) return refuse("category_gone");
      return { ok: true, menu: mapCategory(menu, edit.id, (known) => ({ ...known, name: edit.title })) };
    case "delete_category":
      return {
        ok: true,
        menu: withCategories(
          menu,
          menu.categories.filter(({ id }) => id !== edit.id),
        ),
      };
    case "move_category":
      if (category === undefined) return refuse("category_gone");
      return { ok: true, menu: withCategories(menu, placed(menu.categories, category, edit.before)) };
    case "create_item": {
      if (item !== undefined) return { ok: true, menu };
      if (menu.categories.every(({ id }) => id !== edit.category_id)) return refuse("category_gone");
      const made = newItem(edit.id, edit.item);
      const filled = mapCategory(menu, edit.category_id, (known) => ({
        ...known,
        items: [...known.items, made],
      }));
      return checked(filled, made);
    }
    case "delete_item":
      return {
        ok: true,
        menu: withCategories(
          menu,
          menu.categories.map((known) => withoutItem(known, edit.id)),
        ),
      };
    case "move_item": {
      if (item === undefined) return refuse("item_gone");
      if (menu.categories.every(({ id }) => id !== edit.category_id)) return refuse("category_gone");
      const moved = menu.categories.map((known) => {
        if (known.id === edit.category_id) return { ...known, items: placed(known.items, item, edit.before) };
        return withoutItem(known, edit.id);
      });
      return { ok: true, menu: withCategories(menu, moved) };
    }
  }
}

/** Fields that are left out stay as they are. Turning a dish on ends every `available_until`. */
export function changeItem(menu: Menu, id: string, changes: ItemChanges): Edited {
  const before = findItem(menu, id);
  if (before === undefined) return refuse("item_gone");
  const { groups, available = before.available, available_until = null } = changes;
  const isTurned = changes.available !== undefined || changes.available_until !== undefined;
  const changed: MenuItem = {
    ...before,
    name: changes.name ?? before.name,
    description: changes.description ?? before.description,
    price: changes.price ?? before.price,
    allergens: changes.allergens ?? before.allergens,
    may_contain: changes.may_contain ?? before.may_contain,
    free_of: changes.free_of ?? before.free_of,
    points: changes.points ?? before.points,
    ...(changes.glyph !== undefined && { glyph: changes.glyph }),
    ...(isTurned && { available, available_until: available ? null : available_until }),
    ...(groups !== undefined && { options: optionsOf(groups, before.options) }),
  };
  const edited = mapItems(menu, (item) => (item.id === id ? changed : item));
  return checked(edited, changed);
}

export function changePhoto(menu: Menu, id: string, photo: Photo | null): Edited {
  if (findItem(menu, id) === undefined) return refuse("item_gone");
  return { ok: true, menu: mapItems(menu, (item) => (item.id === id ? { ...item, photo } : item)) };
}

export interface NextAvailability {
  available: boolean;
  available_until: string | null;
}

export function changeOption(menu: Menu, optionId: string, next: NextAvailability): Edited {
  const hasIt = ({ options }: MenuItem) => options.some(({ id }) => id === optionId);
  if (!menu.categories.some(({ items }) => items.some(hasIt))) return refuse("option_gone");
  const edited = mapItems(menu, (item) => {
    if (!hasIt(item)) return item;
    const options = item.options.map((option) => (option.id === optionId ? { ...option, ...next } : option));
    return { ...item, options };
  });
  return { ok: true, menu: edited };
}
