import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { type Random, seededRandom } from "../../scripts/simulate/random";
import type { Ledger, SaidWrite } from "./ledger";
import { type RestAnswer, type Write, write } from "./rest";
import type { Store, World } from "./world";

export interface WriterOptions {
  url: string;
  writers: number;
  /** Changes per second of all writers together. */
  rate: number;
  seed: number;
}

const messageAnswer = z.object({ data: z.object({ id: z.string() }) });
const orderAnswer = z.object({ data: z.object({ id: z.string(), version: z.number().int() }) });

const RIVALS = 0.4;
const TWICE = 0.05;
/** Steps of an order before which both sides say something. */
const TALKS = 3;

const LIFE: object[] = [
  { order_status: "Preparing", prep_minutes: 25 },
  { order_status: "Preparing", ready: true },
  { order_status: "Out for Delivery" },
  { order_status: "Delivered" },
];
/** Repeatable on an open order; the slower of two writers gets a conflict. */
const RIVALRY: object[] = [
  { order_status: "Preparing", ready: true },
  { order_status: "Preparing", ready: false },
  { order_status: "Preparing", delay_minutes: 5 },
];

class Writer {
  readonly #random: Random;

  constructor(
    index: number,
    private readonly world: World,
    private readonly options: WriterOptions,
    private readonly ledger: Ledger,
    private readonly signal: AbortSignal,
  ) {
    this.#random = seededRandom(options.seed, index, 11);
  }

  async compete(): Promise<void> {
    while (!this.signal.aborted) {
      const store = this.#random.pick(this.world.stores);
      const orderId = this.#random.pick(store.standingOrders);
      await this.#change(store, orderId, this.#random.pick(RIVALRY), true);
      await this.#rest();
    }
  }

  async serve(): Promise<void> {
    while (!this.signal.aborted) {
      const store = this.#random.pick(this.world.stores);
      const customer = this.#random.pick(this.world.customerTokens);
      const orderId = await this.#place(store, customer);
      for (const [done, step] of LIFE.entries()) {
        if (orderId === null || this.signal.aborted) break;
        // They write to each other until the order goes out.
        if (done < TALKS) {
          await this.#say(orderId, "customer", customer);
          await this.#say(orderId, "store", store.staffToken);
        }
        await this.#rest();
        await this.#change(store, orderId, step, false);
      }
      await this.#rest();
    }
  }

  async #place(store: Store, token: string): Promise<string | null> {
    const answer = await this.#send("POST", "/api/orders", token, store.order, false);
    if (answer?.status !== 201) return this.#refused(answer);
    const orderId = orderAnswer.parse(answer.body).data.id;
    this.ledger.placed.push({ key: answer.key, orderId });
    return orderId;
  }

  async #change(store: Store, orderId: string, body: object, isContested: boolean): Promise<void> {
    const path = `/api/orders/${orderId}/status`;
    const answer = await this.#send("PATCH", path, store.staffToken, body, isContested);
    if (answer?.status === 200) this.ledger.changed.push({ key: answer.key, orderId });
    else this.#refused(answer);
  }

  async #say(orderId: string, by: SaidWrite["by"], token: string): Promise<void> {
    const body = { room: "customer_store", text: `The ${by} says ${this.#random.whole(1, 1_000_000)}` };
    const answer = await this.#send("POST", `/api/orders/${orderId}/messages`, token, body, false);
    if (answer?.status !== 201) return void this.#refused(answer);
    const messageId = messageAnswer.parse(answer.body).data.id;
    this.ledger.said.push({ key: answer.key, orderId, by, messageId });
  }

  #send(method: Write["method"], path: string, token: string, body: unknown, isContested: boolean) {
    const one = { method, path, token, body, isContested };
    return write(this.options.url, one, this.ledger, this.#random.chance(TWICE));
  }

  #refused(answer: RestAnswer | null): null {
    if (answer === null) return null;
    this.ledger.refused += 1;
    if (answer.status !== 409)
      this.ledger.faults.push(`A write was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return null;
  }

  async #rest(): Promise<void> {
    const { writers, rate } = this.options;
    const ms = (writers / rate) * 1_000 * this.#random.between(0.5, 1.5);
    await pause(ms, undefined, { signal: this.signal }).catch(() => undefined);
  }
}

export async function openStandingOrders(world: World, url: string, ledger: Ledger): Promise<void> {
  for (const store of world.stores)
    for (const orderId of store.standingOrders) {
      const body = { order_status: "Preparing" };
      const path = `/api/orders/${orderId}/status`;
      const answer = await write(
        url,
        { method: "PATCH", path, token: store.staffToken, body, isContested: false },
        ledger,
        false,
      );
      if (answer?.status !== 200)
        throw new Error(`An order could not be accepted: ${JSON.stringify(answer)}`);
      ledger.changed.push({ key: answer.key, orderId });
    }
}

/** Settles when every write has its response. */
export async function writeOn(
  world: World,
  options: WriterOptions,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    Array.from({ length: options.writers }, (_, index) => {
      const writer = new Writer(index, world, options, ledger, signal);
      return index < options.writers * RIVALS ? writer.compete() : writer.serve();
    }),
  );
}
