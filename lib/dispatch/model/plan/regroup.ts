import { NOBODY, withOrder, withoutOrder } from "./assignment";
import type { Problem } from "./problem";
import { type Random, randomIndex } from "./random";

/** Orders that one rider carries together, rising; empty for a place that is not in use. */
export type Group = readonly number[];

export interface Change {
  /** The place of the group among all groups. */
  readonly at: number;
  readonly group: Group;
}

/** Share of the changes that take an order out of its group although it has companions elsewhere. */
const ALONE = 0.3;

/**
 * Proposes to group an order in another way, at random: alone, with the group of a companion, or with a part of it. The rest of that
 * group then stays together or joins the order's former group. Empty where there is nothing to change.
 */
export function proposeChange(
  { companions }: Problem,
  groups: readonly Group[],
  groupOf: readonly number[],
  order: number,
  random: Random,
): Change[] {
  const from = groupOf[order] ?? NOBODY;
  const left = withoutOrder(groups[from] ?? [], order);
  const unused = () => groups.findIndex(({ length }) => length === 0);
  const companion = companions[order]?.[randomIndex(random, companions[order].length)];
  if (left.length > 0 && (companion === undefined || random() < ALONE))
    return [
      { at: from, group: left },
      { at: unused(), group: [order] },
    ];
  const to = companion === undefined ? from : (groupOf[companion] ?? from);
  if (companion === undefined || to === from) return [];
  const joined = groups[to] ?? [];
  if (joined.length === 1 || random() < 0.5)
    return [
      { at: to, group: withOrder(joined, order) },
      { at: from, group: left },
    ];
  const others = withoutOrder(joined, companion);
  const [taken, rest] = random() < 0.5 ? [[companion], others] : [others, [companion]];
  const change = { at: to, group: withOrder(taken, order) };
  if (left.length === 0 || random() < 0.5) return [change, { at: from, group: rest.reduce(withOrder, left) }];
  return [change, { at: from, group: left }, { at: unused(), group: rest }];
}
