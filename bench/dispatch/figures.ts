/** Mean, median, 90th percentile and maximum. */
export interface Spread {
  mean: number;
  p50: number;
  p90: number;
  max: number;
}

/** The results of one policy, on the same days as all others. Times are minutes. */
export interface PolicyFigures {
  name: string;
  delivered: number;
  undelivered: number;
  clickToDoor: Spread;
  readyToDoor: Spread;
  /** Share of the orders that came after the promise. */
  late: number;
  /** Between the promise and the door, either way. */
  promiseError: Spread;
  riderWait: number;
  perRiderHour: number;
  /** The same, for each hour in which a rider had something to do. */
  perBusyHour: number;
  kilometres: number;
  moves: number;
  /** CPU of a decision (ms). */
  decisionMs: number;
}

export interface PlanFigures {
  orders: number;
  riders: number;
  /** Whether every second rider still delivers another order. */
  deliver: boolean;
  budgetMs: number;
  /** CPU of a whole plan, the preparation included (ms). */
  planMs: number;
  /** CPU until the first plan is there. */
  firstMs: number;
  steps: number;
  /** Cost above the exact optimum, as a share; null where it was not computed. */
  gap: { median: number; worst: number } | null;
  /** The median of the same for the first plan. */
  firstGap: number | null;
}

export interface ClairvoyantFigures {
  instances: number;
  orders: number;
  riders: number;
  /** Mean click to door of who knows everything before, of ours and of nearest free. */
  best: number;
  ours: number;
  nearest: number;
}

export interface DispatchFigures {
  days: number;
  /** Mean and 90th percentile of click to door when a rider waits at every counter. */
  floor: { mean: number; p90: number };
  policies: PolicyFigures[];
  plans: PlanFigures[];
  clairvoyant: ClairvoyantFigures;
}
