import "server-only";
import { SPREAD, WIDE_SPREAD } from "@/lib/dispatch/model/eta";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import { embeddedTravel, type Travel } from "@/lib/dispatch/model/travel/embedded";
import { env } from "@/lib/env";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { logger } from "@/lib/server/logger";
import { osrm } from "./osrm";
import { MODES, type Mode, type Router, TABLE_SIDE } from "./router";
import { valhalla } from "./valhalla";

/** All tables of a plan together have so much time: a plan must not wait for a map. */
const TIMEOUT_MS = 800;
/** Tables that are asked for at once. */
const AT_ONCE = 8;
/** Further places of a plan have embedded times. */
const PLACES = 150;
const KEPT = 200_000;
const HOUR_MS = 3_600_000;

export interface TravelTimes {
  readonly travel: Travel;
  /** Times are so much shorter or longer at the ends of an estimate, as a share. */
  readonly spread: number;
}

interface Request {
  readonly now: number;
  readonly vehicles: readonly Vehicle[];
  /** Where rides begin or end: riders, stores, doors. */
  readonly places: readonly Place[];
  /** Travel times without a map, with what finished trips took. */
  readonly embedded: Travel;
}

/** A cell is about 110 m by 65 m: places in one have the same times. */
const cellOf = ({ lat, lng }: Place) => `${lat.toFixed(3)},${lng.toFixed(3)}`;
const centreOf = ({ lat, lng }: Place): Place => ({
  lat: Number(lat.toFixed(3)),
  lng: Number(lng.toFixed(3)),
});

/** Its name and its centre. */
type Cell = readonly [string, Place];

interface Table {
  readonly mode: Mode;
  readonly from: readonly Cell[];
  readonly to: readonly Cell[];
}

function chunksOf<Item>(items: readonly Item[]): Item[][] {
  const chunks: Item[][] = [];
  for (let at = 0; at < items.length; at += TABLE_SIDE) chunks.push(items.slice(at, at + TABLE_SIDE));
  return chunks;
}

/** Remembers times by mode, cells and hour: roads are slower at some hours. */
export class RoutedTimes {
  readonly #known = new Map<string, number | null>();
  constructor(private readonly router: Router) {}

  #key(mode: Mode, from: string, to: string, now: number): string {
    return `${mode} ${from} ${to} ${Math.floor(now / HOUR_MS)}`;
  }

  /** Resolves after 800 ms at the latest. Never rejects: `spread` tells that times are missing. */
  async timesFor({ now, vehicles, places, embedded }: Request): Promise<TravelTimes> {
    const cells = new Map(places.map((place) => [cellOf(place), centreOf(place)]));
    const asked = [...cells].slice(0, PLACES);
    const modes = [...new Set(vehicles.map((vehicle) => MODES[vehicle].mode))];
    const tables = modes.flatMap((mode) => this.#missing(mode, asked, now));
    const isWhole = (await this.#ask(tables, now)) && asked.length === cells.size;
    return {
      spread: isWhole ? SPREAD : WIDE_SPREAD,
      travel: (vehicle, from, to) => {
        const { mode, factor } = MODES[vehicle];
        const [one, other] = [cellOf(from), cellOf(to)];
        const known = one === other ? null : this.#known.get(this.#key(mode, one, other, now));
        return known === null || known === undefined ? embedded(vehicle, from, to) : known * factor;
      },
    };
  }

  #missing(mode: Mode, cells: readonly Cell[], now: number): Table[] {
    const isMissing = (from: string, to: string) =>
      from !== to && !this.#known.has(this.#key(mode, from, to, now));
    const sources = cells.filter(([from]) => cells.some(([to]) => isMissing(from, to)));
    return chunksOf(sources).flatMap((from) => {
      const targets = cells.filter(([to]) => from.some(([one]) => isMissing(one, to)));
      return chunksOf(targets).map((to) => ({ mode, from, to }));
    });
  }

  /** Returns false when a table is missing. */
  async #ask(tables: readonly Table[], now: number): Promise<boolean> {
    if (tables.length === 0) return true;
    if (this.#known.size > KEPT) this.#known.clear();
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const left = tables.values();
    let isWhole = true;
    const worker = async () => {
      for (const { mode, from, to } of left)
        try {
          const [origins, ends] = [from.map(([, place]) => place), to.map(([, place]) => place)];
          const rows = await this.router.table(mode, origins, ends, signal);
          for (const [n, [one]] of from.entries())
            for (const [m, [other]] of to.entries())
              this.#known.set(this.#key(mode, one, other, now), rows[n]?.[m] ?? null);
        } catch (error) {
          if (isWhole)
            logger.warn({ error }, "The router of travel times did not answer; they are estimated");
          isWhole = false;
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return isWhole;
  }
}

declare global {
  var platewireRoutedTimes: RoutedTimes | null | undefined;
}

function routerOf(): Router | null {
  const { TRAVEL_OSRM_URL, TRAVEL_VALHALLA_URL } = env();
  if (TRAVEL_OSRM_URL !== undefined) return osrm(TRAVEL_OSRM_URL);
  return TRAVEL_VALHALLA_URL === undefined ? null : valhalla(TRAVEL_VALHALLA_URL);
}

/** Without a router: `embedded`. */
export async function travelTimes(request: Request): Promise<TravelTimes> {
  if (globalThis.platewireRoutedTimes === undefined) {
    const router = routerOf();
    globalThis.platewireRoutedTimes = router === null ? null : new RoutedTimes(router);
  }
  return globalThis.platewireRoutedTimes?.timesFor(request) ?? { travel: request.embedded, spread: SPREAD };
}

/** Returns the embedded times, where each store has its own correction; rides between doors have the mean one. */
export function correctedTravel(
  corrections: ReadonlyMap<string, number>,
  stores: readonly { readonly id: string; readonly place: Place }[],
): Travel {
  const placeKey = ({ lat, lng }: Place) => `${lat},${lng}`;
  const factors = [...corrections.values()];
  const mean = factors.length === 0 ? 1 : factors.reduce((sum, one) => sum + one, 0) / factors.length;
  const usual = embeddedTravel(mean);
  const ofStore = new Map(
    stores.map(({ id, place }) => [placeKey(place), embeddedTravel(corrections.get(id) ?? mean)]),
  );
  return (vehicle, from, to) =>
    (ofStore.get(placeKey(from)) ?? ofStore.get(placeKey(to)) ?? usual)(vehicle, from, to);
}
