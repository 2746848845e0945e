import { contradictsItself } from "@/lib/menu/model/allergens";
import { lowestPrice } from "@/lib/menu/model/edit/faults";
import { MENU_LIMITS } from "@/lib/menu/model/edit/input";
import { type FileFault, type FileItem, type FileMenu, fault } from "./menu-file";

/** Where a part of the file stands. */
export type PlaceOf = (part: object) => string;

function faultsOfItem(item: FileItem, place: PlaceOf): FileFault[] {
  const at = place(item);
  return [
    ...(contradictsItself(item) ? [fault(at, "allergen_twice", item.name)] : []),
    ...(lowestPrice(item) < 0 ? [fault(at, "price_below_zero", item.name)] : []),
    ...(item.groups.length > MENU_LIMITS.groups ? [fault(at, "too_many_groups", item.name)] : []),
    ...item.groups.flatMap((group) => {
      if (group.options.length === 0) return [fault(place(group), "group_without_options", group.name)];
      if (group.options.length > MENU_LIMITS.options)
        return [fault(place(group), "too_many_options", group.name)];
      const isImpossible =
        group.minimum > group.maximum || group.minimum > group.options.length || group.maximum < 1;
      return isImpossible ? [fault(place(group), "choice_impossible", group.name)] : [];
    }),
  ];
}

interface Named {
  id: string | null;
  name: string;
}

/** Equal names in one list: without ids nobody could say which is which. */
function twice(list: readonly Named[], place: PlaceOf): FileFault[] {
  const seen = new Set<string>();
  return list.flatMap((part) => {
    const name = part.name.toLowerCase();
    if (seen.has(name)) return [fault(place(part), "duplicate", part.name)];
    seen.add(name);
    return [];
  });
}

/** Finds what no single cell shows. */
export function faultsOfFile({ categories }: FileMenu, place: PlaceOf): FileFault[] {
  const items = categories.flatMap((category) => category.items);
  const groups = items.flatMap((item) => item.groups);
  const parts = [...categories, ...items, ...groups, ...groups.flatMap(({ options }) => options)];
  const ids = new Set<string>();
  const sameIds = parts.flatMap((part) => {
    if (part.id === null) return [];
    if (ids.has(part.id)) return [fault(place(part), "id_twice", part.id)];
    ids.add(part.id);
    return [];
  });
  return [
    ...(parts.length === 0 ? [fault(1, "empty")] : []),
    ...(categories.length > MENU_LIMITS.categories ? [fault(1, "too_many_categories")] : []),
    ...(items.length > MENU_LIMITS.items ? [fault(1, "too_many_items")] : []),
    ...sameIds,
    ...twice(categories, place),
    ...categories.flatMap((category) => twice(category.items, place)),
    ...items.flatMap((item) => twice(item.groups, place)),
    ...groups.flatMap((group) => twice(group.options, place)),
    ...items.flatMap((item) => faultsOfItem(item, place)),
  ];
}
