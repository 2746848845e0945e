import "server-only";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import type { Vehicle } from "@/lib/orders/model/delivery";

/** Ways on which a vehicle rides. Routers know these, and no e-bikes. */
export type Mode = "foot" | "bike" | "car";

/** Knows the roads. */
export interface Router {
  /**
   * Returns the milliseconds from each place to each other one, null where no road leads.
   * @throws when the router does not answer in the time of `signal`, or not as it should
   */
  table(
    mode: Mode,
    from: readonly Place[],
    to: readonly Place[],
    signal: AbortSignal,
  ): Promise<(number | null)[][]>;
}

/** A scooter follows the roads of cars and passes their queues; the motor of an e-bike helps. As shares of the time. */
export const MODES: Record<Vehicle, { readonly mode: Mode; readonly factor: number }> = {
  foot: { mode: "foot", factor: 1 },
  bicycle: { mode: "bike", factor: 1 },
  "e-bike": { mode: "bike", factor: 15 / 18 },
  scooter: { mode: "car", factor: 20 / 24 },
  car: { mode: "car", factor: 1 },
};

/** What a table may have at most: Valhalla's limit is 50 places on each side. */
export const TABLE_SIDE = 25;
