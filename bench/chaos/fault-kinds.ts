/** The kinds of faults between a commit and a handler. Each kind must happen in every run. */

/** Faults of one client's connection. */
export const LINE_FAULTS = [
  /** The client closes and returns with its last id. */
  "client_drop",
  /** The socket is reset on both sides. */
  "socket_cut",
  /** The connection stops delivering without being closed. */
  "line_silent",
] as const;

/** Faults of the bus: Redis, its REST service, or the network in between. */
export const BUS_FAULTS = [
  "publish_lost",
  "publish_doubled",
  "publish_late",
  "publish_reordered",
  /** The subscription's response ends normally, as at the service's time limit. */
  "upstream_end",
  /** The subscription's response is aborted. */
  "upstream_break",
  /** The subscription stays open without delivering anything. */
  "upstream_hang",
  "upstream_garbage",
  "upstream_half_line",
  /** The subscription sends one line of 2 MB. */
  "upstream_huge_line",
  /** Every request fails with 500. */
  "service_error",
  /** Every connection is refused. */
  "service_away",
  "redis_restart",
  "redis_gone",
] as const;

/** Faults of the application's processes. */
export const PROCESS_FAULTS = ["app_kill", "app_rolling_restart"] as const;

/** Faults of the database. */
export const DATABASE_FAULTS = ["database_cut"] as const;

export type LineFault = (typeof LINE_FAULTS)[number];
export type StageFault =
  | (typeof BUS_FAULTS)[number]
  | (typeof PROCESS_FAULTS)[number]
  | (typeof DATABASE_FAULTS)[number];
export type FaultKind = LineFault | StageFault;

export const STAGE_FAULTS: readonly StageFault[] = [...BUS_FAULTS, ...PROCESS_FAULTS, ...DATABASE_FAULTS];
export const FAULT_KINDS: readonly FaultKind[] = [...LINE_FAULTS, ...STAGE_FAULTS];
/** The peer keeps nothing in PostgreSQL. */
export const PEER_FAULTS: readonly StageFault[] = [...BUS_FAULTS, ...PROCESS_FAULTS];
