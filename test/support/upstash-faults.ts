/** Faults of the service behind `@upstash/redis`, chosen by a test or a seed. */

/** Probabilities from 0 to 1; at most one of these affects a publish. */
export interface PublishFaults {
  /** A random source with numbers from 0 to 1, one per publish: the same seed gives the same faults. */
  random: () => number;
  /** Acknowledged and not delivered. */
  lost?: number;
  doubled?: number;
  /** Acknowledged at once and delivered after `lateMs`. */
  late?: number;
  /** Default 1,500. */
  lateMs?: number;
  /** Delivered after the next publish of its channel, or after 250 ms. */
  reordered?: number;
}

export interface Faults {
  /** Every request gets this status. */
  status?: number;
  /** With the status: the body is not JSON, as from a proxy. */
  isGarbled?: boolean;
  /** Delay in milliseconds before a request is handled. */
  delay?: number;
  /** Every new connection is closed at once, as if the service were down. Open subscriptions stay: see `disturb`. */
  refuse?: boolean;
  /** Requests are accepted and never answered, not even after the fault. */
  hang?: boolean;
  /** New and open subscriptions stay open and silent. Withheld messages are never delivered. */
  mute?: boolean;
  publish?: PublishFaults;
}

export const DISTURBANCES = ["end", "break", "half_line", "garbage", "huge_line"] as const;
/**
 * Faults of an open subscription: it ends properly, as at the service's limit; it is cut, as by a network failure; it
 * sends half of a message, to which the next one is appended; it sends something that is not a message; it sends one
 * line of 2 MB.
 */
export type Disturbance = (typeof DISTURBANCES)[number];

export const PUBLISH_FATES = ["lost", "doubled", "late", "reordered"] as const;
export type PublishFate = (typeof PUBLISH_FATES)[number];

export function fateOf({ random, ...chances }: PublishFaults): PublishFate | "carried" {
  let rest = random();
  for (const fate of PUBLISH_FATES) {
    rest -= chances[fate] ?? 0;
    if (rest < 0) return fate;
  }
  return "carried";
}
