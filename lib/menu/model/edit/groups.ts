import type { MenuItem } from "@/lib/menu/model/schema";
import type { GroupInput } from "./input";

/** Returns the groups as the editor has them: each with its options. */
export function groupsOf({ options }: Pick<MenuItem, "options">): GroupInput[] {
  const groups = new Map<string, GroupInput>();
  for (const { id, name, price, group } of options) {
    const known: GroupInput = groups.get(group.id) ?? { ...group, options: [] };
    groups.set(group.id, known);
    known.options.push({ id, name, price });
  }
  return [...groups.values()];
}

/** Options that the dish had before keep their availability; new ones are available. */
export function optionsOf(groups: readonly GroupInput[], before: MenuItem["options"]): MenuItem["options"] {
  const known = new Map(
    before.map(({ id, available, available_until }) => [id, { available, available_until }]),
  );
  return groups.flatMap(({ options, ...group }) =>
    options.map((option) => ({
      ...option,
      ...(known.get(option.id) ?? { available: true, available_until: null }),
      group: { id: group.id, name: group.name, minimum: group.minimum, maximum: group.maximum },
    })),
  );
}
