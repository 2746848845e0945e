import type { Menu, MenuItem } from "@/lib/menu/model/schema";

const inOrder = (_: string, value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What a version stands for: everything of a dish but its place in the menu. */
const contentOf = ({ version: _, ...content }: MenuItem) => JSON.stringify(content, inOrder);

/** Gives changed dishes the next version, and new ones the first. Returns `before` itself when nothing changed. */
export function numbered(before: Menu, after: Menu): Menu {
  const known = new Map(before.categories.flatMap(({ items }) => items.map((item) => [item.id, item])));
  let isSame = sameShape(before, after);
  const categories = after.categories.map((category) => ({
    ...category,
    items: category.items.map((item) => {
      const held = known.get(item.id);
      if (held === undefined) return { ...item, version: 1 };
      if (held === item || contentOf(held) === contentOf(item)) return held;
      isSame = false;
      return { ...item, version: held.version + 1 };
    }),
  }));
  return isSame ? before : { ...after, version: before.version + 1, categories };
}

/** True when categories and dishes have the same names and places. */
function sameShape(before: Menu, after: Menu): boolean {
  const shape = ({ categories }: Menu) =>
    JSON.stringify(categories.map(({ id, name, items }) => [id, name, items.map((item) => item.id)]));
  return shape(before) === shape(after);
}
