import "server-only";
import { menuChannel } from "@/lib/menu/model/channels";
import { menuChanged, menuItemChanged, menuOptionChanged } from "@/lib/menu/model/events";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { type CheckedDraft, draftEvents } from "@/lib/realtime/publish/publish";

/** With more, one event says that the menu must be read again. */
const EVENTS_AT_MOST = 100;

type Changing = Pick<MenuItem, "price" | "available" | "available_until">;

const isSame = (a: Changing, b: Changing) =>
  a.price === b.price && a.available === b.available && a.available_until === b.available_until;

/** Everything but prices and availability, which have events of their own, and versions. */
function restOf({ categories }: Menu): string {
  return JSON.stringify(categories, (key, value: unknown) =>
    key === "price" || key === "available" || key === "available_until" || key === "version"
      ? undefined
      : value,
  );
}

/** Returns the events that bring a reader of `before` to `after`: at least one, which also outdates cached menus. */
export function eventsOfMenu(before: Menu, after: Menu, now: Date): CheckedDraft[] {
  const channel = menuChannel.name(after.tenant.id);
  const timestamp = now.toISOString();
  const known = new Map(before.categories.flatMap(({ items }) => items.map((item) => [item.id, item])));
  const changed = after.categories.flatMap(({ items }) =>
    items.flatMap((item) => {
      const held = known.get(item.id);
      return held === undefined || held.version === item.version ? [] : [{ item, held }];
    }),
  );
  const ofDishes = changed.flatMap(({ item, held }) => {
    const change = ({ price, available, available_until }: Changing) => ({
      available,
      available_until,
      price,
      version: item.version,
      timestamp,
    });
    const options = new Map(held.options.map((option) => [option.id, option]));
    const changedOptions = item.options.filter((option) => {
      const one = options.get(option.id);
      return one !== undefined && !isSame(one, option);
    });
    const ofOptions = draftEvents(
      changedOptions.map((option) => ({
        channel,
        event: menuOptionChanged,
        data: { item_id: item.id, option_id: option.id, ...change(option) },
      })),
    );
    // A dish of which only options changed has no news of its own.
    return changedOptions.length > 0 && isSame(item, held)
      ? ofOptions
      : [
          ...draftEvents([{ channel, event: menuItemChanged, data: { item_id: item.id, ...change(item) } }]),
          ...ofOptions,
        ];
  });
  const isAllTold = ofDishes.length > 0 && ofDishes.length <= EVENTS_AT_MOST;
  const mustReadAgain = !isAllTold || restOf(before) !== restOf(after);
  return [
    ...(ofDishes.length > EVENTS_AT_MOST ? [] : ofDishes),
    ...(mustReadAgain
      ? draftEvents([{ channel, event: menuChanged, data: { version: after.version, timestamp } }])
      : []),
  ];
}
