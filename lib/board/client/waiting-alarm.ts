import { columnOf } from "@/lib/board/model/columns";
import { urgencyOf } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** The tone sounds again after this time while an order waits too long. */
export const AGAIN_MS = 3 * 60_000;
/** Further orders join the next tone when the last one is not older than this. */
export const APART_MS = 30_000;

/**
 * Returns whether the kitchen lets an order wait too long: it was silenced and is about to be lost, or it has not left when it
 * should have. An order that is new and not silenced rings anyway; one that is out can't be helped by a kitchen.
 */
export function isWaitingTooLong(order: BoardOrder, now: number): boolean {
  switch (columnOf(order)) {
    case "new":
      return order.acknowledged_at !== null && urgencyOf(order, now) !== "calm";
    case "preparing":
    case "ready":
      return urgencyOf(order, now) === "late";
    case "out":
    case "done":
      return false;
  }
}

export interface WaitingAlarm {
  /** The orders that have sounded and still wait. */
  readonly told: ReadonlySet<string>;
  /** The orders that were silenced and still wait. */
  readonly quiet: ReadonlySet<string>;
  /** When it last sounded (ms); null: never. */
  readonly soundedAt: number | null;
}

export const NOTHING_WAITS: WaitingAlarm = { told: new Set(), quiet: new Set(), soundedAt: null };

const among = (ids: ReadonlySet<string>, others: readonly string[]) =>
  new Set(others.filter((id) => ids.has(id)));

/** Decides whether the tone sounds `now` (ms) for the orders that wait, and names those that it sounds for the first time. */
export function nextWaiting(
  before: WaitingAlarm,
  waiting: readonly string[],
  now: number,
): { alarm: WaitingAlarm; sounds: boolean; fresh: string[] } {
  const quiet = among(before.quiet, waiting);
  const told = among(before.told, waiting);
  const loud = waiting.filter((id) => !quiet.has(id));
  const fresh = loud.filter((id) => !told.has(id));
  const pause = fresh.length > 0 ? APART_MS : AGAIN_MS;
  const sounds = loud.length > 0 && (before.soundedAt === null || now - before.soundedAt >= pause);
  if (!sounds) return { alarm: { ...before, told, quiet }, sounds, fresh: [] };
  return { alarm: { quiet, told: new Set(loud), soundedAt: now }, sounds, fresh };
}

/** Returns the alarm after a person has silenced it: it sounds again for other orders only. */
export function silenced(alarm: WaitingAlarm): WaitingAlarm {
  return { ...alarm, quiet: new Set([...alarm.quiet, ...alarm.told]) };
}
