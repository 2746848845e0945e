import type { Column } from "@/lib/board/model/columns";

/** The place that a ticket left, kept so that the tickets below do not move under a finger. */
export interface Gap {
  /** Of the order. */
  readonly id: string;
  readonly column: Column;
  /** The tickets and gaps below, from top to bottom. */
  readonly below: readonly string[];
}

interface Keyed {
  readonly key: string | null;
}

/** Inserts the gaps, oldest first. `place` must return an item whose key is the gap's id. */
export function insertGaps<Item extends Keyed, Kept extends Gap>(
  tickets: readonly Item[],
  gaps: readonly Kept[],
  place: (gap: Kept) => Item,
): Item[] {
  const items = [...tickets];
  const indexOf = (id: string) => items.findIndex(({ key }) => key === id);
  for (const gap of gaps) {
    if (indexOf(gap.id) !== -1) continue;
    const below = gap.below.map(indexOf).find((index) => index !== -1);
    items.splice(below ?? items.length, 0, place(gap));
  }
  return items;
}
