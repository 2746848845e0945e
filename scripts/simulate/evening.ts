import type { OrderSummary } from "@/lib/orders/model/schema";
import { pickOrder } from "./cart";
import type { Cast, Person, Store } from "./cast";
import { planLife } from "./life";
import { liveOrder } from "./live-order";
import { place } from "./orders";
import { pause } from "./pause";
import { seededRandom } from "./random";
import type { Tally } from "./tally";
import { isSlowAt, type Trouble } from "./troubles/plan";

export interface Guest {
  customer: Person;
  order: OrderSummary;
}

export interface Evening {
  guests: Guest[];
  /** Settles when the last order is final, or soon after the signal. */
  isOver: Promise<void>;
}

export interface EveningPlan {
  rate: number;
  minutes: number;
  speed: number;
  seed: number;
  scenario: "service" | "evening";
  troubles: readonly Trouble[];
}

function handsFor(store: Store, customer: Person, admin: Person) {
  const [partner, colleague = partner] = store.staff;
  if (partner === undefined || colleague === undefined)
    throw new Error(`${store.menu.tenant.name} has no staff`);
  return { customer: customer.api, partner: partner.api, colleague: colleague.api, admin: admin.api };
}

/** Each order has its own random source, so their sequence does not matter. */
async function serveOne(
  index: number,
  minute: number,
  { speed, seed, scenario, troubles }: EveningPlan,
  { customers, admin, stores }: Cast,
  guests: Guest[],
  signal: AbortSignal,
  tally: Tally,
): Promise<void> {
  const random = seededRandom(seed, index);
  const store = random.pick(stores);
  const customer = random.pick(customers);
  const wish = pickOrder(store.menu, random);
  if (wish === null) {
    tally.turnedAway += 1;
    return;
  }
  const order = await place(customer.api, wish, random.chance(0.15), tally);
  if (order === null) return;
  guests.push({ customer, order });
  const runsOut = scenario === "evening";
  const isSlow = isSlowAt(troubles, stores.indexOf(store), minute);
  const life = planLife(random, { runsOut, isSlow });
  const hands = handsFor(store, customer, admin);
  await liveOrder(order, life, { menu: store.menu, hands, speed, signal, tally });
}

/** A failure of one order does not affect the others. */
export function spendEvening(plan: EveningPlan, cast: Cast, signal: AbortSignal, tally: Tally): Evening {
  const guests: Guest[] = [];
  const count = Math.max(1, Math.round(plan.rate * plan.minutes));
  const gap = 60_000 / plan.rate;
  const serve = async (index: number) => {
    const arrives = (index + seededRandom(plan.seed, index, 1).next()) * gap;
    if (!(await pause(arrives, signal))) return;
    try {
      await serveOne(index, arrives / 60_000, plan, cast, guests, signal, tally);
    } catch (error) {
      tally.faults.push(error instanceof Error ? error.message : String(error));
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, index) => serve(index)));
  return { guests, isOver: all.then(() => undefined) };
}
