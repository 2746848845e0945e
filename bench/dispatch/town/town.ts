import { type Random, seededRandom } from "@/lib/dispatch/model/plan/random";
import type { FinishedOrder } from "@/lib/dispatch/model/readiness/estimate";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { chanceOf, logNormal, normal, pick, untilNext } from "./chance";

/** A town with its kitchens, orders and riders for a day, the same one for a seed. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const OPENS = 11 * HOUR;
export const CLOSES = 22 * HOUR;
const CENTRE: Place = { lat: 54.32, lng: 10.13 };
const METRES_PER_DEGREE = 111_195;

export interface TownOptions {
  readonly seed: number;
  readonly stores: number;
  /** Orders per hour at the height of the evening. */
  readonly peak: number;
  readonly riders: number;
}

export interface Store {
  readonly id: string;
  readonly place: Place;
  /** Share of the orders. */
  readonly weight: number;
  /** Time to prepare, divided by the town's mean. */
  readonly pace: number;
}

export interface TownOrder {
  readonly id: string;
  readonly store: Store;
  readonly door: Place;
  readonly dishes: number;
  readonly placedAt: number;
  /** Known to nobody before. */
  readonly readyAt: number;
}

export interface TownRider {
  readonly id: string;
  readonly vehicle: Vehicle;
  readonly capacity: number;
  readonly place: Place;
  readonly from: number;
  readonly until: number;
}

export interface Town {
  readonly orders: readonly TownOrder[];
  readonly riders: readonly TownRider[];
  /** Orders of the weeks before, from which readiness is learnt. */
  readonly past: readonly FinishedOrder[];
}

const VEHICLES: [Vehicle, number][] = [
  ["bicycle", 40],
  ["e-bike", 25],
  ["scooter", 20],
  ["car", 10],
  ["foot", 5],
];
const CAPACITY: Record<Vehicle, number> = { foot: 2, bicycle: 3, "e-bike": 3, scooter: 4, car: 6 };
/** Share of the riders in each shift (hours). */
const SHIFTS: [[number, number], number][] = [
  [[11, 15], 30],
  [[17, 22], 50],
  [[11, 22], 20],
];
const PREP = { mean: 17, deviation: 9 };
const DROP = { mean: 2_200, deviation: 1_200 };
/** Share of the kitchens that are slow for a day, and by how much. */
const SLOW = { share: 0.15, factor: 1.4 };

export function moved({ lat, lng }: Place, north: number, east: number): Place {
  const width = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return { lat: lat + north / METRES_PER_DEGREE, lng: lng + east / width };
}

const around = (random: Random, place: Place, metres: number) =>
  moved(place, normal(random) * metres, normal(random) * metres);

function storesOf(random: Random, count: number): Store[] {
  // Kitchens stand in a few streets.
  const streets = Array.from({ length: Math.ceil(count / 6) }, () => around(random, CENTRE, 1_100));
  return Array.from({ length: count }, (_, n) => ({
    id: `store ${n}`,
    place: around(random, streets[n % streets.length] ?? CENTRE, 200),
    weight: logNormal(random, 1, 0.8),
    pace: logNormal(random, 1, 0.25),
  }));
}

function doorOf(random: Random, { place }: Store): Place {
  const metres = Math.min(logNormal(random, DROP.mean, DROP.deviation), 6_000);
  const angle = random() * 2 * Math.PI;
  return moved(place, metres * Math.cos(angle), metres * Math.sin(angle));
}

const bell = (hour: number, middle: number, width: number) => Math.exp(-(((hour - middle) / width) ** 2) / 2);
/** Returns the share of the evening's height: lunch, and dinner. */
const demandAt = (instant: number) =>
  0.12 + 0.65 * bell(instant / HOUR, 12.5, 0.7) + 0.88 * bell(instant / HOUR, 19, 1);

function prepMs(random: Random, store: Store, dishes: number, isSlow: boolean): number {
  const basket = 0.8 + 0.07 * dishes;
  const own = logNormal(random, PREP.mean, PREP.deviation * 0.8);
  return own * store.pace * basket * (isSlow ? SLOW.factor : 1) * MINUTE;
}

function ordersOfDay(random: Random, stores: readonly Store[], peak: number, day: string): TownOrder[] {
  const weighed = stores.map((store): [Store, number] => [store, store.weight]);
  const orders: TownOrder[] = [];
  const most = peak * 1.05;
  for (let at = OPENS; ; ) {
    at += untilNext(random, most);
    if (at >= CLOSES - HOUR / 2) return orders;
    if (random() > demandAt(at) / 1.05) continue;
    const store = pick(random, weighed);
    const dishes = 1 + Math.floor(Math.abs(normal(random)) * 2.2);
    const isSlow = chanceOf(day, store.id) < SLOW.share;
    const readyAt = at + prepMs(random, store, dishes, isSlow);
    orders.push({
      id: `order ${orders.length}`,
      store,
      door: doorOf(random, store),
      dishes,
      placedAt: at,
      readyAt,
    });
  }
}

function shiftOf(rank: number): [number, number] {
  let share = 0;
  for (const [shift, percent] of SHIFTS) {
    share += percent / 100;
    if (rank <= share) return shift;
  }
  return [OPENS / HOUR, CLOSES / HOUR];
}

function ridersOf(random: Random, count: number): TownRider[] {
  return Array.from({ length: count }, (_, n) => {
    const vehicle = pick(random, VEHICLES);
    const [from, until] = shiftOf((n + 0.5) / count);
    const place = around(random, CENTRE, 1_200);
    return {
      id: `rider ${n}`,
      vehicle,
      capacity: CAPACITY[vehicle],
      place,
      from: from * HOUR,
      until: until * HOUR,
    };
  });
}

const PAST_DAYS = 21;

export const hourOf = (instant: number) => Math.floor(instant / HOUR);

export function buildTown({ seed, stores: count, peak, riders }: TownOptions): Town {
  const random = seededRandom(seed);
  const stores = storesOf(random, count);
  const days = Array.from({ length: PAST_DAYS }, (_, day) =>
    ordersOfDay(random, stores, peak, `${seed}, past ${day}`),
  );
  const past = days.flat().map(({ store, dishes, placedAt, readyAt }) => ({
    storeId: store.id,
    hour: hourOf(placedAt),
    dishes,
    tookMs: readyAt - placedAt,
  }));
  return { orders: ordersOfDay(random, stores, peak, `${seed}`), riders: ridersOf(random, riders), past };
}
