/** What can go wrong on the way from a commit to a handler. Each kind has to happen in every run. */

/** To the line of one client, at any time. */
export const LINE_FAULTS = [
  /** The client closes, and comes back from the last id it has. */
  "client_drop",
  /** The socket is reset under client and server. */
  "socket_cut",
  /** Nothing passes any more, and nobody is told. */
  "line_silent",
] as const;

/** To the bus: Redis, its REST service, or the way between them and the application. */
export const BUS_FAULTS = [
  "publish_lost",
  "publish_doubled",
  "publish_late",
  "publish_reordered",
  /** The subscription's response ends, as at the service's own time limit. */
  "upstream_end",
  /** It is cut in the middle. */
  "upstream_break",
  /** It stays open and says nothing. */
  "upstream_hang",
  "upstream_garbage",
  "upstream_half_line",
  /** One line of 2 MB. */
  "upstream_huge_line",
  /** Every request is answered with 500. */
  "service_error",
  /** Every connection is refused. */
  "service_away",
  "redis_restart",
  "redis_gone",
] as const;

/** To the application itself. */
export const PROCESS_FAULTS = ["app_kill", "app_rolling_restart"] as const;

/** To what only a log in a database has. */
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
