import type { Problem } from "./problem";
import type { Group } from "./regroup";

/** More than any route costs, less than what loses digits. */
const FORBIDDEN = 1e6;

/**
 * Returns for a group what it costs with each rider, compared with leaving its orders out; then 0 for each place in which it is left
 * out, one for each order of the snapshot. Null where no rider may carry it. A single order has a row in any case.
 */
export function groupCosts({
  snapshot,
  candidates,
  price,
  postponed,
}: Problem): (group: Group) => Float64Array | null {
  const { orders, riders } = snapshot;
  const known = new Map<string, Float64Array | null>();

  function rowFor(group: Group): Float64Array | null {
    const row = new Float64Array(riders.length + orders.length).fill(FORBIDDEN, 0, riders.length);
    const left = group.reduce((sum, order) => sum + (postponed[order] ?? 0), 0);
    let isPossible = group.length === 1;
    for (const rider of new Set(group.flatMap((order) => candidates[order] ?? []))) {
      const cost = price(rider, group);
      if (cost === Number.POSITIVE_INFINITY) continue;
      row[rider] = cost - left;
      isPossible = true;
    }
    return isPossible ? row : null;
  }

  return (group) => {
    const key = group.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const row = rowFor(group);
    known.set(key, row);
    return row;
  };
}
