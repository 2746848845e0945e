import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { type RiderHome, riderHomeSchema } from "@/lib/dispatch/model/rider-home";
import { type Random, seededRandom } from "../../../scripts/simulate/random";
import { Ledger } from "../ledger";
import { type RestAnswer, read, type Write, write } from "../rest";
import type { Logbook } from "./logbook";
import type { RiderStore } from "./town";

/** The kitchens, riders and dispatchers of the town. They press often, twice at once, and what the others do not expect. */

export interface TownOptions {
  url: string;
  seed: number;
  /** Kitchens take no more orders then, riders go on. */
  closing: AbortSignal;
  /** Riders stop then. */
  ending: AbortSignal;
}

const TWICE = 0.1;
/** Milliseconds between two looks at the phone, and two orders of a store. */
const LOOK_MS = 700;
const ORDER_MS = 1_200;
const DISPATCHER_MS = 4_000;
const SHIFT_MS = 4_000;
const CANCELLED = 0.08;
const DECLINED = 0.1;
const IGNORED = 0.15;
/** Later, nobody would see what becomes of an offer that nobody answers. */
const IGNORES_FOR_MS = 10_000;

const placedAnswer = z.object({ data: z.object({ id: z.string() }) });
const homeAnswer = z.object({ data: riderHomeSchema });
const pinAnswer = z.object({ data: z.object({ delivery_pin: z.string().nullish() }) });

class Townsperson {
  protected readonly random: Random;
  readonly #ledger = new Ledger();

  constructor(
    protected readonly store: RiderStore,
    protected readonly options: TownOptions,
    protected readonly logbook: Logbook,
    ...places: number[]
  ) {
    this.random = seededRandom(options.seed, ...places);
  }

  /** Null without an answer. Others may have been faster: 409. */
  protected async send(
    method: Write["method"],
    path: string,
    token: string,
    body: unknown,
  ): Promise<RestAnswer | null> {
    const one = { method, path, token, body, isContested: true };
    const answer = await write(this.options.url, one, this.#ledger, this.random.chance(TWICE));
    if (answer !== null && answer.status >= 400 && answer.status !== 409)
      this.logbook.faults.push(
        `${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 200)}`,
      );
    return answer;
  }

  protected async rest(ms: number, signal: AbortSignal): Promise<void> {
    await pause(ms * this.random.between(0.5, 1.5), undefined, { signal }).catch(() => undefined);
  }
}

export class Kitchen extends Townsperson {
  async work(): Promise<void> {
    const { closing } = this.options;
    while (!closing.aborted) {
      await this.#cook();
      await this.rest(ORDER_MS, closing);
    }
  }

  async #cook(): Promise<void> {
    const { id: storeId, staffToken, order } = this.store;
    const customerToken = this.random.pick(this.store.customerTokens);
    const answer = await this.send("POST", "/api/orders", customerToken, order);
    if (answer?.status !== 201) return;
    const orderId = placedAnswer.parse(answer.body).data.id;
    this.logbook.placed.push({ orderId, customerToken, storeId });
    const path = `/api/orders/${orderId}/status`;
    await this.send("PATCH", path, staffToken, { order_status: "Preparing", prep_minutes: 10 });
    await this.send("PATCH", path, staffToken, { order_status: "Preparing", ready: true });
    if (!this.random.chance(CANCELLED)) return;
    await this.rest(LOOK_MS, this.options.closing);
    const cancelled = { order_status: "Cancelled", reason: "TOO_BUSY" };
    await this.send("PATCH", path, staffToken, cancelled);
  }
}

export class Dispatcher extends Townsperson {
  async work(): Promise<void> {
    const { closing } = this.options;
    while (!closing.aborted) {
      await this.rest(DISPATCHER_MS, closing);
      const mine = this.logbook.placed.filter(
        ({ orderId, storeId }) => storeId === this.store.id && !this.logbook.delivered.has(orderId),
      );
      const one = mine.at(-1 - this.random.whole(0, Math.min(3, Math.max(0, mine.length - 1))));
      if (one === undefined || closing.aborted) continue;
      const rider_id = this.random.chance(0.5) ? null : this.random.pick(this.store.riders).id;
      const path = `/api/orders/${one.orderId}/rider`;
      await this.send("PUT", path, this.store.staffToken, { rider_id, reason: "Chaos" });
    }
  }

  /** Riders who leave in the middle, and come back. */
  async changeShifts(): Promise<void> {
    const { closing } = this.options;
    while (!closing.aborted) {
      await this.rest(SHIFT_MS, closing);
      const { token } = this.random.pick(this.store.riders);
      await this.send("PUT", "/api/riders/me/shift", token, { on: false });
      await this.rest(SHIFT_MS / 2, closing);
      await this.send("PUT", "/api/riders/me/shift", token, { on: true, vehicle: "bicycle" });
    }
  }
}

export class Phone extends Townsperson {
  readonly #ignored = new Set<string>();
  readonly #since = Date.now();

  constructor(
    private readonly token: string,
    ...person: ConstructorParameters<typeof Townsperson>
  ) {
    super(...person);
  }

  async work(): Promise<void> {
    const { ending } = this.options;
    while (!ending.aborted) {
      await this.rest(LOOK_MS, ending);
      const home = await this.#home();
      if (home === null || ending.aborted) continue;
      const offer = home.offers.find(({ id }) => !this.#ignored.has(id));
      if (offer !== undefined) await this.#answer(offer.id);
      else if (home.trip !== null && home.trip.finished_at === null) await this.#ride(home.trip);
    }
  }

  async #home(): Promise<RiderHome | null> {
    const answer = await read(this.options.url, "/api/riders/me", this.token);
    return answer?.status === 200 ? homeAnswer.parse(answer.body).data : null;
  }

  async #answer(offerId: string): Promise<void> {
    const mayIgnore = Date.now() - this.#since < IGNORES_FOR_MS;
    if (mayIgnore && this.random.chance(IGNORED)) {
      this.#ignored.add(offerId);
      return;
    }
    const answer = this.random.chance(DECLINED) ? "decline" : "accept";
    const answered = await this.send("POST", `/api/offers/${offerId}`, this.token, { answer });
    if (answered?.status !== 200) return;
    (answer === "accept" ? this.logbook.accepted : this.logbook.declined).add(offerId);
  }

  async #ride(trip: NonNullable<RiderHome["trip"]>): Promise<void> {
    const stop = trip.stops.find(({ outcome }) => outcome === null);
    if (stop === undefined) return;
    const { order_id, kind, arrived_at } = stop;
    const isPickUp = kind === "pick_up";
    if (arrived_at === null)
      return void (await this.#step(trip.id, order_id, { step: isPickUp ? "at_store" : "at_door" }));
    if (isPickUp) {
      if (stop.is_ready) await this.#step(trip.id, order_id, { step: "picked_up" });
      return;
    }
    const pin = await this.#pinOf(order_id);
    if (pin === null) return;
    const answer = await this.#step(trip.id, order_id, { step: "delivered", pin });
    if (answer?.status === 200) this.logbook.delivered.add(order_id);
  }

  #step(tripId: string, order_id: string, press: { step: string; pin?: string }) {
    return this.send("POST", `/api/trips/${tripId}/steps`, this.token, { order_id, ...press });
  }

  async #pinOf(orderId: string): Promise<string | null> {
    const placed = this.logbook.placed.find((one) => one.orderId === orderId);
    if (placed === undefined) return null;
    const answer = await read(this.options.url, `/api/orders/${orderId}`, placed.customerToken);
    return answer?.status === 200 ? (pinAnswer.parse(answer.body).data.delivery_pin ?? null) : null;
  }
}

/** Settles when nobody has anything left to press. */
export async function liveInTown(
  stores: readonly RiderStore[],
  options: TownOptions,
  logbook: Logbook,
): Promise<void> {
  await Promise.all(
    stores.flatMap((store, s) => {
      const dispatcher = new Dispatcher(store, options, logbook, s, 22);
      const shifts = new Dispatcher(store, options, logbook, s, 23);
      return [
        new Kitchen(store, options, logbook, s, 21).work(),
        dispatcher.work(),
        shifts.changeShifts(),
        ...store.riders.map(({ token }, r) => new Phone(token, store, options, logbook, s, r, 24).work()),
      ];
    }),
  );
}
