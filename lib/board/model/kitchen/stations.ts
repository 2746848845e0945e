/** A category of the menu, as the place in the kitchen where its dishes are made. */
export interface Station {
  id: string;
  name: string;
  /** Ids of the dishes. */
  dishes: readonly string[];
}

/** The stations of this screen; none: it shows everything. */
export type Chosen = ReadonlySet<string>;

interface Line {
  readonly menu_item_id: string;
}

const EVERYTHING: Chosen = new Set();

/** Ignores stations that no longer exist. A screen that has none left shows everything. */
export function chosenStations(stations: readonly Station[], ids: readonly string[]): Chosen {
  const known = stations.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
  return known.length === 0 ? EVERYTHING : new Set(known);
}

/** By dish. A dish that is new since the board was opened has no station, and is shown at each. */
export function stationsByDish(stations: readonly Station[]): ReadonlyMap<string, Station> {
  return new Map(stations.flatMap((station) => station.dishes.map((dish) => [dish, station] as const)));
}

export interface Split<Item extends Line> {
  own: Item[];
  /** Names of the other stations at which something is made for this order, in the order of its lines. */
  alsoAt: string[];
}

export function splitByStation<Item extends Line>(
  items: readonly Item[],
  chosen: Chosen,
  byDish: ReadonlyMap<string, Station>,
): Split<Item> {
  const own: Item[] = [];
  const alsoAt = new Set<string>();
  for (const item of items) {
    const station = byDish.get(item.menu_item_id);
    if (chosen.size === 0 || station === undefined || chosen.has(station.id)) own.push(item);
    else alsoAt.add(station.name);
  }
  return { own, alsoAt: [...alsoAt] };
}

export interface Group<Item extends Line> {
  /** Null: on no station. */
  station: Station | null;
  items: Item[];
}

/** For the expediter, who calls what is missing: each station's lines together, in the order of the menu. */
export function groupByStation<Item extends Line>(
  items: readonly Item[],
  stations: readonly Station[],
): Group<Item>[] {
  const byDish = stationsByDish(stations);
  const stationOf = (item: Item) => byDish.get(item.menu_item_id) ?? null;
  return [...stations, null]
    .map((station) => ({ station, items: items.filter((item) => stationOf(item) === station) }))
    .filter((group) => group.items.length > 0);
}
