import type { ToneName } from "./tones";

/**
 * Says for everything that a board alarms of what is heard. A technical problem never sounds like an order, and an order
 * never like a technical problem. The tones of a new order and of a lost connection repeat until they are silenced: nothing
 * else tells that orders no longer come. The one of orders that wait repeats as in waiting-alarm.ts.
 */
export const ALARM_TONES = {
  order_new: "new",
  order_changed: "changed",
  order_cancelled: "changed",
  order_waiting: "waiting",
  chat_message: "message",
  printer_fault: "technical",
  connection_lost: "technical",
} as const satisfies Record<string, ToneName>;

export type AlarmKind = keyof typeof ALARM_TONES;

/** Returns the tones to play for what happened at the same moment: each of them once, however much happened. */
export function tonesOf(kinds: readonly AlarmKind[]): ToneName[] {
  return [...new Set(kinds.map((kind) => ALARM_TONES[kind]))];
}
