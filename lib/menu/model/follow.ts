import type { MenuItemChange, MenuOptionChange } from "./events";
import type { Menu, MenuItem } from "./schema";

/** Brings a menu that a browser holds forward. A change that is older than the dish is ignored. */

type Changing = Pick<MenuItem, "price" | "available" | "available_until">;

const changingOf = ({ price, available, available_until }: Changing): Changing => ({
  price,
  available,
  available_until,
});

const isSameList = <Part>(one: readonly Part[], other: readonly Part[]) =>
  one.length === other.length && one.every((part, index) => part === other[index]);

export function mapItems(menu: Menu, change: (item: MenuItem) => MenuItem): Menu {
  const categories = menu.categories.map((category) => {
    const items = category.items.map(change);
    return isSameList(items, category.items) ? category : { ...category, items };
  });
  return isSameList(categories, menu.categories) ? menu : { ...menu, categories };
}

export function applyItemChange(menu: Menu, change: MenuItemChange): Menu {
  return mapItems(menu, (item) =>
    item.id === change.item_id && change.version >= item.version
      ? { ...item, ...changingOf(change), version: change.version }
      : item,
  );
}

export function applyOptionChange(menu: Menu, change: MenuOptionChange): Menu {
  return mapItems(menu, (item) => {
    if (item.id !== change.item_id || change.version < item.version) return item;
    const options = item.options.map((option) =>
      option.id === change.option_id ? { ...option, ...changingOf(change) } : option,
    );
    return { ...item, options, version: change.version };
  });
}

/**
 * Takes a menu that was read again, in which events that arrived meanwhile may be missing. What is the same stays the same
 * object, wherever it stands now: of a long menu, only what changed is rendered.
 */
export function mergeMenu(known: Menu | undefined, fresh: Menu): Menu {
  if (known === undefined) return fresh;
  if (known.version > fresh.version) return { ...known, tenant: fresh.tenant };
  const categories = new Map(known.categories.map((category) => [category.id, category]));
  const items = new Map(
    known.categories.flatMap((category) => category.items.map((item) => [item.id, item])),
  );
  const merged = mapItems(fresh, (item) => {
    const held = items.get(item.id);
    if (held === undefined || held.version < item.version) return item;
    return held.version > item.version || JSON.stringify(held) === JSON.stringify(item) ? held : item;
  });
  return {
    ...merged,
    categories: merged.categories.map((category) => {
      const held = categories.get(category.id);
      const isSame = held?.name === category.name && isSameList(held.items, category.items);
      return isSame ? held : category;
    }),
  };
}
