/** Each kind must happen in every run. */

export const LINE_FAULTS = [
  /** The client closes and returns with its last id. */
  "client_drop",
  "socket_cut",
  "line_silent",
] as const;

export const BUS_FAULTS = [
  "publish_lost",
  "publish_doubled",
  "publish_late",
  "publish_reordered",
  /** Ends normally, as at the service's time limit. */
  "upstream_end",
  "upstream_break",
  /** Stays open without delivering anything. */
  "upstream_hang",
  "upstream_garbage",
  "upstream_half_line",
  /** One line of 2 MB. */
  "upstream_huge_line",
  "service_error",
  "service_away",
  "redis_restart",
  "redis_gone",
] as const;

const APP_FAULTS = ["app_kill", "app_rolling_restart"] as const;

export const PROCESS_FAULTS = [
  ...APP_FAULTS,
  /** Between the plan that an instance made and the writing of it. */
  "planner_kill",
] as const;

export const PLANNER_FAULTS = [
  /** Two instances have planned the same orders and write at once. */
  "planners_meet",
] as const;

export const DATABASE_FAULTS = ["database_cut"] as const;

export type LineFault = (typeof LINE_FAULTS)[number];
export type StageFault =
  | (typeof BUS_FAULTS)[number]
  | (typeof PROCESS_FAULTS)[number]
  | (typeof PLANNER_FAULTS)[number]
  | (typeof DATABASE_FAULTS)[number];
export type FaultKind = LineFault | StageFault;

export const STAGE_FAULTS: readonly StageFault[] = [
  ...BUS_FAULTS,
  ...PROCESS_FAULTS,
  ...PLANNER_FAULTS,
  ...DATABASE_FAULTS,
];
export const FAULT_KINDS: readonly FaultKind[] = [...LINE_FAULTS, ...STAGE_FAULTS];
/** The peer keeps nothing in PostgreSQL, and plans nothing. */
export const PEER_FAULTS: readonly StageFault[] = [...BUS_FAULTS, ...APP_FAULTS];
