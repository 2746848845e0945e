import { setTimeout as pause } from "node:timers/promises";
import type { RestClient } from "../../e2e/support/rest-client";

const DISHES = ["Salmon nigiri set", "Miso soup"];
const AT_ONCE = 8;

/** Steps of an order, in their order; each makes one event. */
const STEPS = [
  { to: "preparing", change: { order_status: "Preparing" } },
  { to: "ready", change: { order_status: "Preparing", ready: true } },
  { to: "out", change: { order_status: "Out for Delivery" } },
  { to: "done", change: { order_status: "Delivered" } },
] as const;

/** A store with as many orders in each column: each round places one order and moves one on from each column. */
export class Service {
  readonly #columns: string[][] = STEPS.map(() => []);

  constructor(
    readonly slug: string,
    readonly customer: RestClient,
    readonly partner: RestClient,
  ) {}

  async open(orders: number): Promise<void> {
    const places = Array.from({ length: orders }, (_, n) => n % STEPS.length);
    const work = async () => {
      for (let place = places.pop(); place !== undefined; place = places.pop()) {
        const id = await this.#place();
        for (const { change } of STEPS.slice(0, place)) await this.partner.change(id, change);
        this.#columns[place]?.push(id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Late changes are made at once. Resolves with the orders that each change was of. */
  async run(events: number, perSecond: number): Promise<string[]> {
    const began = performance.now();
    const running: Promise<string>[] = [];
    for (let n = 0; n < events; n += 1) {
      const wait = began + (n * 1_000) / perSecond - performance.now();
      if (wait > 0) await pause(wait);
      running.push(this.#event(n % (STEPS.length + 1)));
    }
    return Promise.all(running);
  }

  async #place(): Promise<string> {
    return (await this.customer.order(this.slug, DISHES)).id;
  }

  async #event(kind: number): Promise<string> {
    const step = STEPS[kind];
    if (step === undefined) {
      const id = await this.#place();
      this.#columns[0]?.push(id);
      return id;
    }
    const id = this.#columns[kind]?.shift();
    if (id === undefined) throw new Error(`There is no order that could be ${step.to}`);
    await this.partner.change(id, step.change);
    this.#columns[kind + 1]?.push(id);
    return id;
  }
}
