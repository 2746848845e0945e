import type { Intake } from "@/lib/stores/model/status/schema";
import type { DeviceState } from "./schema";

/** A device is lost after missing as many heartbeats. */
export const MISSED_HEARTBEATS = 10;
/** A device that has missed as many may still come back before anyone else notices. */
const HEARTBEATS_TO_DOUBT = 4;

/** Nobody misses a device any longer than this after its last contact: its shift was forgotten, not lost. */
export const MISSED_FOR_MS = 12 * 3_600_000;

/** `silenceMs` is for how long no device may be in contact before the store pauses. */
export const heartbeatMs = (silenceMs: number) => Math.round(silenceMs / MISSED_HEARTBEATS);

/**
 * While a device's last contact is not older than this, its next one changes nothing. Far less than `silenceMs`, so that clocks
 * of servers may differ by minutes.
 */
export const freshMs = (silenceMs: number) => heartbeatMs(silenceMs) * HEARTBEATS_TO_DOUBT;

/** Instants are by the server's clock (ms). */
export interface Contact {
  readonly seenAt: number;
  /** Staff ended its shift on purpose. */
  readonly hasEnded: boolean;
}

export function deviceState({ seenAt, hasEnded }: Contact, now: number, silenceMs: number): DeviceState {
  if (hasEnded) return "ended";
  return now - seenAt > freshMs(silenceMs) ? "silent" : "on";
}

/** Neither ended on purpose nor forgotten. */
export const isMissed = ({ seenAt, hasEnded }: Contact, now: number) =>
  !hasEnded && now - seenAt <= MISSED_FOR_MS;

interface Watch {
  readonly intake: Pick<Intake, "mode" | "cause" | "until" | "changed_at">;
  /** Since when devices can have reached the server without a break (ms): what it has missed itself is nobody's silence. */
  readonly steadySince: number;
  readonly now: number;
  readonly silenceMs: number;
}

/**
 * Returns whether a store has lost its devices: at least one is missed, and none of these has been in contact for
 * `silenceMs`. A person who opens the store when that is so, at once or after a pause, wants it
 * open without them, until one is in contact again.
 */
export function hasLostDevices(
  devices: readonly Contact[],
  { intake, steadySince, now, silenceMs }: Watch,
): boolean {
  const missed = devices.filter((device) => isMissed(device, now));
  if (missed.length === 0) return false;
  const lostAt = Math.max(...missed.map(({ seenAt }) => seenAt)) + silenceMs;
  if (now < lostAt || now < steadySince + silenceMs) return false;
  const { mode, cause, until, changed_at } = intake;
  const isOpen = mode !== "paused" || (until !== null && Date.parse(until) <= now);
  const isOpenedByHand = cause === "person" && isOpen && Date.parse(changed_at) >= lostAt;
  return !isOpenedByHand;
}
