/** What may go wrong with the service behind `@upstash/redis`, as a test or a seed asks for it. */

/** Probabilities from 0 to 1; of one publish at most one of these happens. */
export interface PublishFaults {
  /** Numbers from 0 to 1, one for each publish: the same seed makes the same faults. */
  random: () => number;
  /** Answered as if it had been carried, and carried to nobody. */
  lost?: number;
  doubled?: number;
  /** Answered at once, carried after `lateMs`. */
  late?: number;
  /** 1,500 where it is not said. */
  lateMs?: number;
  /** Carried behind the next publish of its channel, or after a quarter of a second where none comes. */
  reordered?: number;
}

export interface Faults {
  /** Every request is answered with this status. */
  status?: number;
  /** With the status: the body is no JSON, as from a proxy in between. */
  isGarbled?: boolean;
  /** Milliseconds that pass before a request is looked at. */
  delay?: number;
  /** Every connection is cut at once, as if the service were gone. Open subscriptions stay: see `disturb`. */
  refuse?: boolean;
  /** Requests are taken and never answered, not even after the fault has ended. */
  hang?: boolean;
  /** New and open subscriptions stay open and say nothing. What they did not say is never said. */
  mute?: boolean;
  publish?: PublishFaults;
}

export const DISTURBANCES = ["end", "break", "half_line", "garbage", "huge_line"] as const;
/**
 * What may happen to a subscription that is open: it ends properly, as at the service's own limit; it is cut, as when a
 * network goes away; it says half of a message, which whatever comes next is glued to; it says what is no message; it
 * says one line of 2 MB.
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
