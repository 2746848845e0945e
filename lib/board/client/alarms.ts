import type { ToneName } from "./tones";

interface AlarmRule {
  readonly tone: ToneName;
  /** `sparingly`: as in waiting-alarm.ts. */
  readonly repeats: "until_silenced" | "sparingly" | "never";
}

/**
 * Says for everything that a board alarms of what is heard. A technical problem never sounds like an order, and an order
 * never like a technical problem. A lost connection goes on sounding, because nothing else tells that orders no longer come.
 */
export const ALARMS = {
  order_new: { tone: "new", repeats: "until_silenced" },
  order_changed: { tone: "changed", repeats: "never" },
  order_cancelled: { tone: "changed", repeats: "never" },
  order_waiting: { tone: "waiting", repeats: "sparingly" },
  printer_fault: { tone: "technical", repeats: "never" },
  connection_lost: { tone: "technical", repeats: "until_silenced" },
} as const satisfies Record<string, AlarmRule>;

export type AlarmKind = keyof typeof ALARMS;

/** Returns the tones to play for what happened at the same moment: each of them once, however much happened. */
export function tonesOf(kinds: readonly AlarmKind[]): ToneName[] {
  return [...new Set(kinds.map((kind) => ALARMS[kind].tone))];
}
