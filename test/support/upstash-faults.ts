/** Probabilities from 0 to 1; at most one affects a publish. */
export interface PublishFaults {
  random: () => number;
  /** Acknowledged and not delivered. */
  lost?: number;
  doubled?: number;
  /** Acknowledged at once and delivered after `lateMs`. */
  late?: number;
  /** Default 1,500. */
  lateMs?: number;
  /** Delivered after the channel's next publish, or after 250 ms. */
  reordered?: number;
}

export interface Faults {
  status?: number;
  /** With `status`: the body is not JSON, as from a proxy. */
  isGarbled?: boolean;
  /** Milliseconds before a request is handled. */
  delay?: number;
  /** Closes new connections at once. Open subscriptions stay: see `disturb`. */
  refuse?: boolean;
  /** Never answers the requests of this time, not even later. */
  hang?: boolean;
  /** Keeps subscriptions open and silent; withheld messages are never delivered. */
  mute?: boolean;
  publish?: PublishFaults;
}

export const DISTURBANCES = ["end", "break", "half_line", "garbage", "huge_line"] as const;
/**
 * Faults of an open subscription. `half_line` is half a message, to which the next one is appended; `huge_line` is
 * a line of 2 MB.
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
