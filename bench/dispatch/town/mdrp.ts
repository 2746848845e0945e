import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DETOUR } from "@/lib/dispatch/model/travel/embedded";
import { moved, type Store, type Town } from "./town";

/**
 * Reads a public instance of the meal delivery routing problem (Reyes et al. 2018, grubhub/mdrplib) from its address or folder.
 * The instances have no licence: they are fetched when needed, and never stored here. Their couriers ride 320 m a minute in a
 * straight line, about what our scooters ride; their coordinates are metres and their times minutes.
 */

const MINUTE = 60_000;
const FETCH_MS = 10_000;
const ORIGIN = { lat: 54.3, lng: 10.1 };
/** Distances shrink so that a scooter with our detour takes the instance's time: 24 km/h are 400 m a minute. */
const SCALE = 400 / 320 / DETOUR;

async function readText(where: string, name: string): Promise<string> {
  const file = `${name}.txt`;
  if (!/^https?:/.test(where)) return readFile(resolve(where, file), "utf8");
  const address = `${where.replace(/\/$/, "")}/${file}`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new Error(`The instance cannot be read from ${address}. Give the folder of a copy instead.`, {
      cause: error,
    });
  }
}

/** Returns the rows of a table as numbers by column; ids such as `o12` become 12. */
function rowsOf(table: string): Record<string, number>[] {
  const [head = "", ...lines] = table.trim().split(/\r?\n/);
  const names = head.trim().split(/\s+/);
  return lines.map((line) => {
    const cells = line.trim().split(/\s+/);
    return Object.fromEntries(names.map((name, n) => [name, Number((cells[n] ?? "").replace(/^[a-z]/, ""))]));
  });
}

const placeOf = ({ x = 0, y = 0 }: Record<string, number>) => moved(ORIGIN, y * SCALE, x * SCALE);
/** An instance's day begins at its minute 0; ours has hours. */
const instant = (minute = 0) => minute * MINUTE + 11 * 60 * MINUTE;

export async function readMdrp(where: string): Promise<Town> {
  const [orders, restaurants, couriers] = await Promise.all(
    ["orders", "restaurants", "couriers"].map(async (name) => rowsOf(await readText(where, name))),
  );
  const stores = new Map(
    (restaurants ?? []).map((row): [number, Store] => [
      row.restaurant ?? 0,
      { id: `store ${row.restaurant}`, place: placeOf(row), weight: 1, pace: 1 },
    ]),
  );
  return {
    past: [],
    orders: (orders ?? []).flatMap((row) => {
      const store = stores.get(row.restaurant ?? -1);
      const placedAt = instant(row.placement_time);
      return store === undefined
        ? []
        : [
            {
              id: `order ${row.order}`,
              store,
              door: placeOf(row),
              dishes: 3,
              placedAt,
              readyAt: instant(row.ready_time),
            },
          ];
    }),
    riders: (couriers ?? []).map((row) => ({
      ...{ id: `rider ${row.courier}`, vehicle: "scooter" as const, capacity: 4, place: placeOf(row) },
      ...{ from: instant(row.on_time), until: instant(row.off_time) },
    })),
  };
}
