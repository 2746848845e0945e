import * as z from "zod/mini";
import type { Edited } from "@/lib/menu/model/edit/edit";
import { faultOfItem, faultOfMenu } from "@/lib/menu/model/edit/faults";
import { groupsOf, optionsOf } from "@/lib/menu/model/edit/groups";
import { itemInput, MENU_LIMITS, nameSchema } from "@/lib/menu/model/edit/input";
import { USUAL_POINTS } from "@/lib/menu/model/points";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { idSchema } from "@/lib/text/id";
import type { FileMenu } from "./menu-file";

/** A whole menu with an id for everything: what the import sends. */
export const menuContentSchema = z
  .array(
    z.object({
      id: idSchema,
      name: nameSchema,
      items: z.array(z.extend(itemInput, { id: idSchema })).check(z.maxLength(MENU_LIMITS.items)),
    }),
  )
  .check(z.maxLength(MENU_LIMITS.categories));
export type MenuContent = z.infer<typeof menuContentSchema>;

interface Named {
  id: string | null;
  name: string;
}

/** Finds for each part of a file the part of the menu that it stands for: by its id, else by its name in the same list. */
class Matches {
  readonly #taken = new Set<string>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** `here` are the parts of the same list, `all` those of the whole menu. */
  idOf({ id, name }: Named, here: readonly Named[], all: ReadonlySet<string>): string {
    const byName = here.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id ?? null;
    const known = id !== null && all.has(id) ? id : byName;
    const chosen = known === null || this.#taken.has(known) ? this.#newId() : known;
    this.#taken.add(chosen);
    return chosen;
  }
}

/** Ids that the menu does not have are ignored: those of a file from another restaurant belong to that one. */
export function resolveFile({ categories }: FileMenu, menu: Menu, newId: () => string): MenuContent {
  const items = menu.categories.flatMap((category) => category.items);
  const categoryIds = new Set(menu.categories.map(({ id }) => id));
  const itemsById = new Map(items.map((item) => [item.id, item]));
  const itemIds = new Set(itemsById.keys());
  const groupIds = new Set(items.flatMap((item) => groupsOf(item).map(({ id }) => id)));
  const optionIds = new Set(items.flatMap(({ options }) => options.map(({ id }) => id)));
  // Parts with an id of the menu come first, so that no other part takes it by its name.
  const claimed = new Set(
    categories.flatMap((category) => [
      category.id,
      ...category.items.flatMap((item) => [
        item.id,
        ...item.groups.flatMap((group) => [group.id, ...group.options.map(({ id }) => id)]),
      ]),
    ]),
  );
  const free = <Part extends Named>(list: readonly Part[]) => list.filter(({ id }) => !claimed.has(id));
  const matches = new Matches(newId);
  return categories.map((category) => {
    const id = matches.idOf(category, free(menu.categories), categoryIds);
    const itemsHere = menu.categories.find((known) => known.id === id)?.items ?? [];
    return {
      id,
      name: category.name,
      items: category.items.map((item): MenuContent[number]["items"][number] => {
        const itemId = matches.idOf(item, free(itemsHere), itemIds);
        const known = itemsById.get(itemId);
        const groupsHere = known === undefined ? [] : groupsOf(known);
        return {
          ...item,
          id: itemId,
          groups: item.groups.map((group) => {
            const groupId = matches.idOf(group, free(groupsHere), groupIds);
            const optionsHere = groupsHere.find((one) => one.id === groupId)?.options ?? [];
            return {
              ...group,
              id: groupId,
              options: group.options.map((option) => ({
                ...option,
                id: matches.idOf(option, free(optionsHere), optionIds),
              })),
            };
          }),
        };
      }),
    };
  });
}

/**
 * Returns the menu with this content. What stays keeps its availability, its photo, and its drawing, points and rates of VAT when the file names none.
 */
export function replaceContent(menu: Menu, content: MenuContent): Edited {
  const known = new Map(menu.categories.flatMap(({ items }) => items.map((item) => [item.id, item])));
  const options = menu.categories.flatMap(({ items }) => items.flatMap((item) => item.options));
  const categories = content.map(({ id, name, items }) => ({
    id,
    name,
    items: items.map(
      ({ groups, glyph, points, vat_bp, pickup_vat_bp, ...fields }): MenuItem => ({
        version: 1,
        available: true,
        available_until: null,
        glyph: null,
        points: USUAL_POINTS,
        vat_bp: null,
        pickup_vat_bp: null,
        photo: null,
        ...known.get(fields.id),
        ...fields,
        ...(glyph !== undefined && { glyph }),
        ...(points !== undefined && { points }),
        ...(vat_bp !== undefined && { vat_bp }),
        ...(pickup_vat_bp !== undefined && { pickup_vat_bp }),
        options: optionsOf(groups, options),
      }),
    ),
  }));
  const edited: Menu = { ...menu, categories };
  for (const { items } of categories)
    for (const item of items) {
      const fault = faultOfItem(item);
      if (fault !== null) return { ok: false, fault };
    }
  const fault = faultOfMenu(edited);
  return fault === null ? { ok: true, menu: edited } : { ok: false, fault };
}
