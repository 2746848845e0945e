const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** The weights and rules of a plan. Weights are minutes of a customer's time. */
export interface Settings {
  /** Orders that a rider may carry at once. */
  readonly ordersOnRoute: number;
  /** Farthest that the stores of one route lie apart (metres). */
  readonly storesApart: number;
  /** Widest angle between the doors of one route, seen from the store (degrees). */
  readonly doorsAngle: number;
  /** Farthest that the ready times of one route lie apart. */
  readonly readyApartMs: number;
  /** Time in a store beside waiting for the food, and at a door. */
  readonly storeMs: number;
  readonly doorMs: number;
  /** A route may end so long after the shift. */
  readonly overtimeMs: number;
  /** An accepted order changes its rider only when the plan saves as many minutes. */
  readonly moveMinutes: number;
  /** An order that no rider takes now counts as delivered so much later. */
  readonly postponedMs: number;
  /** An order is old so long after it was placed: its minutes then weigh more. */
  readonly oldMs: number;
  readonly weights: Weights;
}

export interface Weights {
  /** For each minute from the order to the door: the unit. */
  readonly waiting: number;
  /** For each minute after `oldMs`, on top. */
  readonly old: number;
  /** For each minute after the promise, on top. */
  readonly late: number;
  /** For each minute over the freshness cap, where one cannot be kept, on top. */
  readonly stale: number;
  /** For each minute of a rider, when the open orders take all the time that the riders have. */
  readonly rider: number;
  /** For each minute of a rider on the way, on top, however many riders are idle: kilometres always cost. */
  readonly road: number;
  /** For a route of a rider who earns twice the average. */
  readonly fairness: number;
}

export const DEFAULT_SETTINGS: Settings = {
  ordersOnRoute: 3,
  storesApart: 600,
  doorsAngle: 60,
  readyApartMs: 8 * MINUTE,
  storeMs: 3 * MINUTE,
  doorMs: 3 * MINUTE,
  overtimeMs: 10 * MINUTE,
  moveMinutes: 4,
  postponedMs: 60 * MINUTE,
  oldMs: 35 * MINUTE,
  weights: { waiting: 1, old: 2, late: 3, stale: 5, rider: 1.2, road: 0.5, fairness: 2 },
};
