import { type OwnVersions, versionToActOn } from "./own-versions";

/** A press as a person made it. */
export interface Pressed {
  /** The idempotency key of every attempt. */
  readonly key: string;
  /** The id of what was pressed on, for example an order. Presses on one subject take effect in their order. */
  readonly subject: string;
  readonly action: { readonly name: string };
  /** The version that the screen showed. */
  readonly shown: number;
  /** When it was pressed (ms, server clock). */
  readonly pressedAt: number;
}

export interface PressState {
  /** The version to act on: the one shown, or what this screen's own presses made of it. */
  readonly version: number;
  /** When a person last said that it is meant: at the press, or later (ms, server clock). */
  readonly meantAt: number;
  /** How many attempts ended without an answer. */
  readonly tries: number;
  readonly isSending: boolean;
}

/** A press on this screen that the server has not answered yet. */
export type Press = Pressed & PressState;

/** In the order of the presses. An answered or discarded press leaves it. */
export type PressQueue<Each extends Press = Press> = readonly Each[];

/** An older press is not sent by itself: people have moved on by then. */
export const MEANT_FOR_MS = 10 * 60_000;
export const KEPT_AT_MOST = 200;

export function mustAsk(press: Press, now: number): boolean {
  return !press.isSending && now - press.meantAt >= MEANT_FOR_MS;
}

/** With other items or minutes it is another action: a kitchen finds one thing after another sold out. */
function isSameAction(one: Press["action"], other: Press["action"]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns the press of the queue that `press` only repeats: the same action, before its outcome can have been shown. */
export function repeatedPress<Each extends Press>(queue: PressQueue<Each>, press: Each): Each | undefined {
  return queue.findLast(
    ({ subject, action, shown, tries }) =>
      subject === press.subject &&
      isSameAction(action, press.action) &&
      (tries === 0 || shown === press.shown),
  );
}

/** Returns the subject's first press when it may be sent now. Those behind it wait, so that they take effect in turn. */
export function headOf<Each extends Press>(
  queue: PressQueue<Each>,
  subject: string,
  now: number,
): Each | null {
  const head = queue.find((press) => press.subject === subject);
  return head === undefined || head.isSending || mustAsk(head, now) ? null : head;
}

/**
 * Returns the subjects of which a press may be sent now, the oldest press first. One that was tried more often comes later,
 * because a round ends at a press without an answer.
 */
export function subjectsToSend(queue: PressQueue, now: number): string[] {
  return [...new Set(queue.map(({ subject }) => subject))]
    .flatMap((id) => headOf(queue, id, now) ?? [])
    .sort((a, b) => a.tries - b.tries)
    .map(({ subject }) => subject);
}

function changed<Each extends Press>(
  queue: PressQueue<Each>,
  key: string,
  change: (press: Each) => Each,
): PressQueue<Each> {
  return queue.map((press) => (press.key === key ? change(press) : press));
}

export function sending<Each extends Press>(queue: PressQueue<Each>, key: string): PressQueue<Each> {
  return changed(queue, key, (press) => ({ ...press, isSending: true }));
}

export function unanswered<Each extends Press>(queue: PressQueue<Each>, key: string): PressQueue<Each> {
  return changed(queue, key, (press) => ({ ...press, isSending: false, tries: press.tries + 1 }));
}

export function meant<Each extends Press>(
  queue: PressQueue<Each>,
  key: string,
  now: number,
): PressQueue<Each> {
  return changed(queue, key, (press) => ({ ...press, meantAt: now }));
}

export function without<Each extends Press>(queue: PressQueue<Each>, key: string): PressQueue<Each> {
  return queue.filter((press) => press.key !== key);
}

/**
 * Removes a press that took effect. The subject's later ones act on its outcome, and one that only repeated it before the
 * screen showed that is dropped.
 */
export function succeeded<Each extends Press>(
  queue: PressQueue<Each>,
  done: Each,
  own: OwnVersions,
): PressQueue<Each> {
  return without(queue, done.key).flatMap((press) => {
    if (press.subject !== done.subject) return [press];
    const version = versionToActOn(press.shown, own);
    if (version === press.shown) return [press];
    return isSameAction(press.action, done.action) ? [] : [{ ...press, version }];
  });
}

/**
 * Puts presses of an earlier load of the page before those of this one. The clock may have been ahead then: such a press
 * would not ask in time.
 */
export function restored<Each extends Press>(
  queue: PressQueue<Each>,
  kept: PressQueue<Each>,
  now: number,
): PressQueue<Each> {
  const known = new Set(queue.map(({ key }) => key));
  const earlier = kept
    .filter(({ key }) => !known.has(key))
    .map((press) => ({
      ...press,
      isSending: false,
      tries: Math.max(1, press.tries),
      meantAt: Math.min(press.meantAt, now),
    }));
  return earlier.length === 0 ? queue : [...earlier, ...queue];
}

/** Returns by subject the presses that a person must see waiting: all of a subject where an attempt had no answer. */
export function waitingBySubject<Each extends Press>(
  queue: PressQueue<Each>,
): ReadonlyMap<string, PressQueue<Each>> {
  const subjects = new Set(queue.filter(({ tries }) => tries > 0).map(({ subject }) => subject));
  return new Map([...subjects].map((id) => [id, queue.filter(({ subject }) => subject === id)]));
}

export function countWaiting(waiting: ReadonlyMap<string, PressQueue>): number {
  return [...waiting.values()].flat().length;
}

export function pendingBySubject<Each extends Press>(
  queue: PressQueue<Each>,
): ReadonlyMap<string, Each["action"]["name"]> {
  return new Map(
    queue.filter(({ isSending }) => isSending).map(({ subject, action }) => [subject, action.name]),
  );
}
