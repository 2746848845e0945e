import { kindOf, type NoticeKind, type OuterChannel, type Urgency } from "./kinds";
import type { Preferences } from "./preferences";
import { afterQuietHours } from "./quiet-hours";

export interface Facts {
  readonly kind: NoticeKind;
  readonly urgency: Urgency;
  /** Moment of the event that the notification reports (ms). */
  readonly at: number;
  /** True once any device of the person has shown it, or it was marked as read. */
  readonly isSeen: boolean;
  /** Null for news. A reminder names the outer channels of its step, and whether somebody has dealt with the matter. */
  readonly escalation: { readonly channels: readonly OuterChannel[]; readonly isOver: boolean } | null;
}

export type Decision =
  | { readonly send: true; readonly at: number }
  | { readonly send: false; readonly reason: "over" | "other_step" | "off" | "seen" | "stale" };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Time in which a device may show the notification before it is sent outside the application. */
const WAIT: Readonly<Record<OuterChannel, Readonly<Record<Urgency, number>>>> = {
  push: { low: MINUTE, normal: 20 * SECOND, high: 20 * SECOND, urgent: 0 },
  email: { low: 60 * MINUTE, normal: 10 * MINUTE, high: MINUTE, urgent: 0 },
};

function decide(channel: OuterChannel, facts: Facts, preferences: Preferences, now: number): Decision {
  const { kind, urgency, at, isSeen, escalation } = facts;
  const { required, lifetimeMinutes } = kindOf(kind);
  const isRequired = required.includes(channel);
  if (escalation?.isOver) return { send: false, reason: "over" };
  if (escalation !== null && !escalation.channels.includes(channel))
    return { send: false, reason: "other_step" };
  if (!isRequired && !preferences.kinds[kind][channel]) return { send: false, reason: "off" };
  if (isSeen && !isRequired) return { send: false, reason: "seen" };
  const wait = escalation === null && !isRequired ? WAIT[channel][urgency] : 0;
  const earliest = Math.max(now, at + wait);
  const sendAt =
    urgency === "urgent" || isRequired
      ? earliest
      : afterQuietHours(earliest, preferences.quiet_hours, preferences.time_zone);
  if (sendAt > at + lifetimeMinutes * MINUTE) return { send: false, reason: "stale" };
  return { send: true, at: sendAt };
}

/**
 * Decides for each channel outside the application whether a notification is sent there, and when (ms, not before
 * `now`). The same rule plans a message and is asked again right before it is sent, with what is known then.
 */
export function decideChannels(
  facts: Facts,
  preferences: Preferences,
  now: number,
): Readonly<Record<OuterChannel, Decision>> {
  return {
    push: decide("push", facts, preferences, now),
    email: decide("email", facts, preferences, now),
  };
}

/** Says when the news is too old to be sent (ms). */
export function endOfLife({ kind, at }: Pick<Facts, "kind" | "at">): number {
  return at + kindOf(kind).lifetimeMinutes * MINUTE;
}
