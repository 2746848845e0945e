import * as z from "zod";
import { type RiderHome, riderHomeSchema } from "@/lib/dispatch/model/rider-home";
import type { TripStep } from "@/lib/dispatch/model/trip";
import type { Place } from "@/lib/geo/model/place";
import type { Vehicle } from "@/lib/orders/model/delivery";
import type { Point } from "@/lib/riders/model/position";
import type { Answer, Api } from "../api";
import type { Tally } from "../tally";

const homeAnswer = z.object({ data: riderHomeSchema });
const nextAnswer = z.object({ data: z.object({ next_in_ms: z.number().positive() }) });
const FIRST_PAUSE_MS = 5_000;
/** The server takes so many at once. */
const POINTS_AT_MOST = 60;

function unexpected(what: string, { status, body }: Answer): Error {
  return new Error(`${what} was answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
}

/** The phone of a rider: it reports places when it is time to, and presses what its rider presses. */
export class Phone {
  #seq = 0;
  #kept: Point[] = [];
  #nextAt = 0;

  constructor(
    readonly api: Api,
    readonly tally: Tally,
  ) {}

  async setShift(on: boolean, vehicle: Vehicle): Promise<void> {
    const answer = await this.api.write("PUT", "/api/riders/me/shift", { on, vehicle }, false);
    // A shift does not end during a trip.
    if (answer.status !== 200 && (on || answer.status !== 409)) throw unexpected("A shift", answer);
  }

  async home(): Promise<RiderHome> {
    const answer = await this.api.get("/api/riders/me");
    if (answer.status !== 200) throw unexpected("A rider's page", answer);
    return homeAnswer.parse(answer.body).data;
  }

  /** Keeps the place, and sends what it kept when the server wants to hear. In a tunnel it only keeps. */
  async report(place: Place, speed: number, isInTunnel: boolean): Promise<void> {
    this.#kept.push({
      seq: ++this.#seq,
      ...place,
      accuracy: 8,
      heading: null,
      speed,
      at: new Date().toISOString(),
    });
    this.#kept = this.#kept.slice(-POINTS_AT_MOST);
    if (isInTunnel || performance.now() < this.#nextAt) return;
    const points = this.#kept;
    this.#kept = [];
    this.#nextAt = performance.now() + FIRST_PAUSE_MS;
    const answer = await this.api.write("POST", "/api/riders/me/positions", { points }, false);
    // The shift may have ended meanwhile.
    if (answer.status !== 200) return;
    this.#nextAt = performance.now() + nextAnswer.parse(answer.body).data.next_in_ms;
  }

  /** Somebody else may have been faster, or the time may be over. */
  async answer(offerId: string, isTaken: boolean): Promise<boolean> {
    const body = { answer: isTaken ? "accept" : "decline" };
    const answer = await this.api.write("POST", `/api/offers/${offerId}`, body, false);
    if (answer.status !== 200 && answer.status !== 409 && answer.status !== 404)
      throw unexpected("An offer", answer);
    return answer.status === 200;
  }

  /** Returns whether it was taken. A dispatcher, or the guest, may have changed the order meanwhile. */
  async step(
    tripId: string,
    orderId: string,
    step: TripStep,
    more: { pin?: string; reason?: string; note?: string } = {},
  ): Promise<boolean> {
    const body = { order_id: orderId, step, ...more };
    const answer = await this.api.write("POST", `/api/trips/${tripId}/steps`, body, false);
    if (answer.status === 200) return true;
    if (answer.status !== 409 && answer.status !== 404) throw unexpected(`The step ${step}`, answer);
    this.tally.conflicts += 1;
    return false;
  }
}
