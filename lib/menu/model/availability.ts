import type { Menu, MenuItem } from "./schema";

/** The one rule for dishes and options: menu page, cart, quote and placing an order all go through it. */

interface Availability {
  available: boolean;
  /** When something that is off can be ordered again; null: when somebody turns it on. */
  available_until: string | null;
}

/** `now` is the server's time (ms). */
export function isAvailable({ available, available_until }: Availability, now: number): boolean {
  return available || (available_until !== null && Date.parse(available_until) <= now);
}

const ON: Availability = { available: true, available_until: null };

function availableAt<Thing extends Availability>(thing: Thing, now: number): Thing {
  return !thing.available && isAvailable(thing, now) ? { ...thing, ...ON } : thing;
}

function itemAt(item: MenuItem, now: number): MenuItem {
  const options = item.options.map((option) => availableAt(option, now));
  const isSame = options.every((option, index) => option === item.options[index]);
  return availableAt(isSame ? item : { ...item, options }, now);
}

/** Returns the menu as it is at `now` (ms): what was off until then is available. Dishes that stay as they are stay the same objects. */
export function menuAt(menu: Menu, now: number): Menu {
  return {
    ...menu,
    categories: menu.categories.map((category) => ({
      ...category,
      items: category.items.map((item) => itemAt(item, now)),
    })),
  };
}

/** Returns the instants (ms) at which something becomes available, in order. */
export function returnsOf(menu: Menu): number[] {
  return menu.categories
    .flatMap(({ items }) => items.flatMap((item) => [item, ...item.options]))
    .flatMap(({ available, available_until }) =>
      available || available_until === null ? [] : [Date.parse(available_until)],
    )
    .sort((a, b) => a - b);
}
