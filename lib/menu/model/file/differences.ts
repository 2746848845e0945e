import { groupsOf } from "@/lib/menu/model/edit/groups";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";

/** What a person sees of the difference between two menus before anything is written. */

export type DishField =
  | "name"
  | "price"
  | "description"
  | "allergens"
  | "may_contain"
  | "free_of"
  | "glyph"
  | "points"
  | "vat_bp"
  | "options";

export type MenuDifference =
  | { kind: "added" | "removed"; of: "category" | "dish"; id: string; name: string }
  | { kind: "renamed"; id: string; name: string; was: string }
  | { kind: "changed"; id: string; name: string; fields: DishField[]; was: MenuItem; now: MenuItem }
  /** To another category, or another place in it. */
  | { kind: "moved"; of: "category" | "dish"; id: string; name: string };

const FIELDS: readonly DishField[] = [
  "name",
  "price",
  "description",
  "allergens",
  "may_contain",
  "free_of",
  "glyph",
  "points",
  "vat_bp",
  "options",
];

function fieldText(item: MenuItem, field: DishField): string {
  return JSON.stringify(field === "options" ? groupsOf(item) : item[field]);
}

/** Returns the ids that were moved past others: those outside of the longest part that kept its order. */
export function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, place) => [id, place]));
  const kept = after.filter((id) => places.has(id));
  // The longest increasing run of old places, by patience sorting.
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  const place = (index: number) => places.get(kept[index] ?? "") ?? -1;
  kept.forEach((_, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place(ends[middle] ?? -1) < place(index)) low = middle + 1;
      else high = middle;
    }
    previous.set(index, low === 0 ? undefined : ends[low - 1]);
    ends[low] = index;
  });
  const stayed = new Set<string>();
  for (let index = ends.at(-1); index !== undefined; index = previous.get(index))
    stayed.add(kept[index] ?? "");
  return new Set(kept.filter((id) => !stayed.has(id)));
}

export function differencesOf(before: Menu, after: Menu): MenuDifference[] {
  const itemsOf = (menu: Menu) =>
    new Map(
      menu.categories.flatMap((category) =>
        category.items.map((item) => [item.id, { item, of: category.id }] as const),
      ),
    );
  const [itemsBefore, itemsAfter] = [itemsOf(before), itemsOf(after)];
  const categoriesBefore = new Map(before.categories.map((category) => [category.id, category]));
  const categoriesAfter = new Set(after.categories.map(({ id }) => id));
  const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const movedCategories = movedIds(idsOf(before.categories), idsOf(after.categories));
  return [
    ...after.categories.flatMap(({ id, name, items }): MenuDifference[] => {
      const known = categoriesBefore.get(id);
      const movedItems = movedIds(idsOf(known?.items ?? []), idsOf(items));
      return [
        ...(known === undefined ? [{ kind: "added", of: "category", id, name } as const] : []),
        ...(known !== undefined && known.name !== name
          ? [{ kind: "renamed", id, name, was: known.name } as const]
          : []),
        ...(movedCategories.has(id) ? [{ kind: "moved", of: "category", id, name } as const] : []),
        ...items.flatMap((item): MenuDifference[] => {
          const held = itemsBefore.get(item.id);
          if (held === undefined) return [{ kind: "added", of: "dish", id: item.id, name: item.name }];
          const fields = FIELDS.filter((field) => fieldText(held.item, field) !== fieldText(item, field));
          const isMoved = held.of !== id || movedItems.has(item.id);
          return [
            ...(fields.length > 0
              ? [
                  {
                    kind: "changed",
                    id: item.id,
                    name: item.name,
                    fields,
                    was: held.item,
                    now: item,
                  } as const,
                ]
              : []),
            ...(isMoved ? [{ kind: "moved", of: "dish", id: item.id, name: item.name } as const] : []),
          ];
        }),
      ];
    }),
    ...[...itemsBefore.values()].flatMap(({ item }): MenuDifference[] =>
      itemsAfter.has(item.id) ? [] : [{ kind: "removed", of: "dish", id: item.id, name: item.name }],
    ),
    ...before.categories.flatMap(({ id, name }): MenuDifference[] =>
      categoriesAfter.has(id) ? [] : [{ kind: "removed", of: "category", id, name }],
    ),
  ];
}
