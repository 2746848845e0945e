import type { Trip, TripStop } from "@/lib/dispatch/model/trip";
import type { Place } from "@/lib/geo/model/place";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import type { Api } from "../api";
import type { Person } from "../cast";
import { read } from "../orders";
import { pause } from "../pause";
import { type Random, seededRandom } from "../random";
import type { Tally } from "../tally";
import { Phone } from "./phone";
import { declines, isInTunnel, type Ride, willDropOut } from "./plan";
import { hasArrived, metresASecond, placeOn, rideOn, type Way } from "./way";

const LOOK_MS = 1_500;
/** A rider needs so long to read an offer (ms). */
const READS_MS = 2_000;
/** After so long a dispatcher has noticed that a rider does not answer (ms). */
const NOTICED_MS = 15_000;

export interface ShiftContext {
  readonly ride: Ride;
  /** Times faster than life. */
  readonly speed: number;
  readonly seed: number;
  readonly index: number;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  readonly admin: Api;
  /** The simulator is also the guest, who alone knows the PIN. Null for an order of somebody else. */
  readonly guestOf: (orderId: string) => Api | null;
}

const nextStop = (trip: Trip): TripStop | undefined =>
  trip.stops.find(({ done_at, outcome }) => done_at === null && outcome === null);

/** A rider's evening: on shift, answers offers, and rides trips along the roads. */
export class Shift {
  readonly #phone: Phone;
  readonly #random: Random;
  readonly #startedAt = performance.now();
  #place: Place;
  #way: Way | null = null;
  #goal: string | null = null;
  #lookedAt = performance.now();
  #wasInTunnel = false;

  constructor(
    person: Person,
    readonly context: ShiftContext,
  ) {
    this.#phone = new Phone(person.api, context.tally);
    this.#random = seededRandom(context.seed, context.index, 6);
    this.#place = context.ride.from;
  }

  get #minute(): number {
    return (performance.now() - this.#startedAt) / 60_000;
  }

  /** Ends with the signal, and when the rider has dropped out. */
  async work(): Promise<void> {
    const { ride, signal } = this.context;
    await this.#phone.setShift(true, ride.vehicle);
    try {
      while (await pause(LOOK_MS, signal)) if (!(await this.#look())) return;
    } finally {
      await this.#phone.setShift(false, ride.vehicle);
    }
  }

  /** Returns whether the rider goes on. */
  async #look(): Promise<boolean> {
    const { ride, speed, tally } = this.context;
    const isUnheard = isInTunnel(ride, this.#minute);
    const metres = metresASecond(ride.vehicle, speed);
    this.#rideOn(metres);
    await this.#phone.report(this.#place, this.#way === null ? 0 : metres, isUnheard);
    if (isUnheard && !this.#wasInTunnel) tally.troubles.push("A rider was out of reach in a tunnel");
    this.#wasInTunnel = isUnheard;
    if (isUnheard) return true;
    const home = await this.#phone.home();
    const offer = home.offers.find(({ status }) => status === "open");
    if (offer !== undefined) await this.#answer(offer.id);
    else if (home.trip !== null && home.trip.finished_at === null) return this.#ride(home.trip);
    return true;
  }

  #rideOn(metresASecond: number): void {
    const now = performance.now();
    const seconds = (now - this.#lookedAt) / 1_000;
    this.#lookedAt = now;
    if (this.#way === null) return;
    this.#way = rideOn(this.#way, seconds, metresASecond);
    this.#place = placeOn(this.#way) ?? this.#place;
  }

  async #answer(offerId: string): Promise<void> {
    const { tally, signal } = this.context;
    const isTaken = !declines(this.#random);
    if (!(await pause(READS_MS, signal))) return;
    if (!(await this.#phone.answer(offerId, isTaken))) tally.conflicts += 1;
    else if (isTaken) tally.taken += 1;
    else tally.declined += 1;
  }

  /** Returns whether the rider goes on. */
  async #ride(trip: Trip): Promise<boolean> {
    const stop = nextStop(trip);
    if (stop === undefined) return true;
    if (!this.#isAt(stop)) return true;
    this.#way = null;
    if (stop.kind === "pick_up") {
      if (stop.arrived_at === null) {
        await this.#phone.step(trip.id, stop.order_id, "at_store");
        if (willDropOut(this.context.ride, this.#minute)) return this.#dropOut(trip);
      } else if (stop.is_ready) await this.#phone.step(trip.id, stop.order_id, "picked_up");
      return true;
    }
    if (stop.arrived_at === null) await this.#phone.step(trip.id, stop.order_id, "at_door");
    else await this.#handOver(trip.id, stop);
    return true;
  }

  /** Sets out where it has not yet. */
  #isAt({ order_id, kind, place }: TripStop): boolean {
    const goal = `${order_id} ${kind}`;
    if (this.#goal !== goal) {
      this.#goal = goal;
      this.#way = place === null ? null : { line: roadRoute(this.#place, place), ridden: 0 };
    }
    return this.#way === null || hasArrived(this.#way);
  }

  async #handOver(tripId: string, { order_id, order_code }: TripStop): Promise<void> {
    const { guestOf, tally } = this.context;
    const guest = guestOf(order_id);
    const pin = guest === null ? null : ((await read(guest, order_id)).delivery_pin ?? null);
    if (guest !== null && pin === null)
      tally.faults.push(`${order_code} is brought by a rider and has no PIN`);
    const isDone =
      pin === null
        ? await this.#phone.step(tripId, order_id, "failed", { reason: "OTHER", note: "Nobody told the PIN" })
        : await this.#phone.step(tripId, order_id, "delivered", { pin });
    if (isDone && pin !== null) tally.brought += 1;
  }

  /** Falls silent on the trip. A dispatcher takes the orders away, and the next plan gives them to others. */
  async #dropOut(trip: Trip): Promise<false> {
    const { admin, tally, signal } = this.context;
    await pause(NOTICED_MS, signal);
    const orders = new Set(trip.stops.map(({ order_id }) => order_id));
    for (const id of orders) {
      const body = { rider_id: null, reason: "The rider does not answer" };
      const { status } = await admin.write("PUT", `/api/orders/${id}/rider`, body, false);
      if (status !== 200 && status !== 409) tally.faults.push(`Releasing an order was answered ${status}`);
    }
    tally.troubles.push(`A rider dropped out on a trip of ${orders.size}, and a dispatcher released it`);
    return false;
  }
}
