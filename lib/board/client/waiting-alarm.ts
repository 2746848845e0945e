import { columnOf } from "@/lib/board/model/columns";
import { urgencyOf } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** The tone sounds again after this time while an order waits too long. */
export const AGAIN_MS = 3 * 60_000;
/** Further orders join the next tone when the last one is not older than this. */
export const APART_MS = 30_000;
/** An order that was silenced and still waits after this time sounds again. */
export const QUIET_MS = 10 * 60_000;

/**
 * Returns whether the kitchen lets an order wait too long: it was silenced and is about to be lost, or it has not left when it
 * should have. `running` is `now` on the clock of the time to accept, which stands still during maintenance. An order that is new and not silenced rings anyway; one that is out can't be helped by a kitchen.
 */
export function isWaitingTooLong(order: BoardOrder, now: number, running: number): boolean {
  switch (columnOf(order)) {
    case "new":
      return order.acknowledged_at !== null && urgencyOf(order, running) !== "calm";
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
  readonly heard: ReadonlySet<string>;
  /** The orders that were told in words and still wait, all that were heard among them. */
  readonly said: ReadonlySet<string>;
  /** The orders that were silenced and still wait, and until when (ms) each is quiet. */
  readonly quiet: ReadonlyMap<string, number>;
  /** When it last sounded (ms); null: never. */
  readonly soundedAt: number | null;
}

export const NOTHING_WAITS: WaitingAlarm = {
  heard: new Set(),
  said: new Set(),
  quiet: new Map(),
  soundedAt: null,
};

const among = (ids: ReadonlySet<string>, others: readonly string[]) =>
  new Set(others.filter((id) => ids.has(id)));

/**
 * Decides whether the tone sounds `now` (ms) for the orders that wait, and names those that it sounds for the first time. On a
 * device that cannot sound, it names each order once, and all of them are still to be heard.
 */
export function nextWaiting(
  before: WaitingAlarm,
  waiting: readonly string[],
  now: number,
  canSound = true,
): { alarm: WaitingAlarm; sounds: boolean; fresh: string[] } {
  const isQuiet = ([id, until]: [string, number]) => until > now && waiting.includes(id);
  const quiet = new Map([...before.quiet].filter(isQuiet));
  const heard = among(before.heard, waiting);
  const said = among(before.said, waiting);
  const loud = waiting.filter((id) => !quiet.has(id));
  const silent = { ...before, heard, said, quiet };
  if (!canSound) {
    const fresh = loud.filter((id) => !said.has(id));
    return { alarm: { ...silent, said: new Set([...said, ...fresh]) }, sounds: false, fresh };
  }
  const fresh = loud.filter((id) => !heard.has(id));
  const pause = fresh.length > 0 ? APART_MS : AGAIN_MS;
  const sounds = loud.length > 0 && (before.soundedAt === null || now - before.soundedAt >= pause);
  if (!sounds) return { alarm: silent, sounds, fresh: [] };
  const all = new Set(loud);
  return { alarm: { heard: all, said: all, quiet, soundedAt: now }, sounds, fresh };
}

/** Returns the alarm after a person has silenced these orders `now` (ms): for a time, it sounds for others only. */
export function silenced(alarm: WaitingAlarm, orderIds: Iterable<string>, now: number): WaitingAlarm {
  const quiet = new Map(alarm.quiet);
  const heard = new Set(alarm.heard);
  const said = new Set(alarm.said);
  for (const id of orderIds) {
    quiet.set(id, now + QUIET_MS);
    heard.delete(id);
    said.delete(id);
  }
  return { ...alarm, heard, said, quiet };
}
