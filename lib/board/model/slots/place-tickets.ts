/** By ticket: its slot of the column, from the left, beginning with 0. */
export type Places = ReadonlyMap<string, number>;

export interface Sized {
  id: string;
  /** CSS pixels. */
  height: number;
}

/** Places of tickets that have left are kept for a ticket that comes back, up to this many. */
const REMEMBERED = 500;

/**
 * Fills the slots of a column downwards, the first one first. `tickets` are sorted; one that has a place keeps it until it
 * leaves, so that nothing moves sideways under a finger. A slot holds `capacity` pixels: what fits nowhere goes where there
 * is the most room.
 */
export function placeTickets(
  before: Places,
  tickets: readonly Sized[],
  slots: number,
  capacity: number,
): Places {
  const count = Math.max(1, slots);
  const filled = new Array<number>(count).fill(0);
  const place = (ticket: Sized, slot: number) => {
    filled[slot] = (filled[slot] ?? 0) + ticket.height;
    return [ticket.id, slot] as const;
  };
  const kept = tickets.flatMap((ticket) => {
    const slot = before.get(ticket.id);
    return slot === undefined || slot >= count ? [] : [place(ticket, slot)];
  });
  const places = new Map(kept);
  for (const ticket of tickets) {
    if (places.has(ticket.id)) continue;
    const fits = filled.findIndex((height) => height + ticket.height <= capacity);
    places.set(...place(ticket, fits === -1 ? filled.indexOf(Math.min(...filled)) : fits));
  }
  const left = [...before].filter(([id, slot]) => !places.has(id) && slot < count);
  return new Map([...left.slice(-REMEMBERED), ...places]);
}

/** Keeps the places of tickets that are in sight. The others may move to a slot that has been added. */
export function keepInSight(places: Places, tickets: readonly Sized[], capacity: number): Places {
  const kept = new Map(places);
  const filled = new Map<number, number>();
  for (const { id, height } of tickets) {
    const slot = places.get(id);
    if (slot === undefined) continue;
    const before = filled.get(slot) ?? 0;
    filled.set(slot, before + height);
    if (before > 0 && before + height > capacity) kept.delete(id);
  }
  return kept;
}

export function isSamePlaces(a: Places, b: Places): boolean {
  return a.size === b.size && [...a].every(([id, slot]) => b.get(id) === slot);
}

/** Returns the tickets of each slot, in their order. */
export function inSlots<Item>(
  items: readonly Item[],
  places: Places,
  slots: number,
  idOf: (item: Item) => string,
): Item[][] {
  const count = Math.max(1, slots);
  const lanes: Item[][] = Array.from({ length: count }, () => []);
  for (const item of items) lanes[Math.min(places.get(idOf(item)) ?? 0, count - 1)]?.push(item);
  return lanes;
}
