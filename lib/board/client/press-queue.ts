import { type OwnVersions, versionToActOn } from "@/lib/board/model/own-versions";
import type { OrderAction } from "@/lib/orders/model/actions/schema";

/** A press on this screen that the server has not answered yet. */
export interface Press {
  /** The idempotency key of every attempt. */
  readonly key: string;
  readonly orderId: string;
  readonly orderCode: string;
  readonly action: OrderAction;
  /** The version that the screen showed. */
  readonly shown: number;
  /** The version to act on: the one shown, or what this screen's own presses made of it. */
  readonly version: number;
  /** When it was pressed (ms, server clock). */
  readonly pressedAt: number;
  /** When a person last said that it is meant: at the press, or later (ms, server clock). */
  readonly meantAt: number;
  /** How many attempts ended without an answer. */
  readonly tries: number;
  readonly isSending: boolean;
}

/** In the order of the presses. An answered or discarded press leaves it. */
export type PressQueue = readonly Press[];

/** An older press is not sent by itself: a kitchen has moved on by then. */
export const MEANT_FOR_MS = 10 * 60_000;
export const KEPT_AT_MOST = 200;

export function mustAsk(press: Press, now: number): boolean {
  return !press.isSending && now - press.meantAt >= MEANT_FOR_MS;
}

/** With other items or minutes it is another action: a kitchen finds one thing after another sold out. */
function isSameAction(one: OrderAction, other: OrderAction): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns the press of the queue that `press` only repeats: the same action, before its outcome can have been shown. */
export function repeatedPress(queue: PressQueue, press: Press): Press | undefined {
  return queue.findLast(
    ({ orderId, action, shown, tries }) =>
      orderId === press.orderId &&
      isSameAction(action, press.action) &&
      (tries === 0 || shown === press.shown),
  );
}

/** Returns the order's first press when it may be sent now. Those behind it wait, so that they take effect in their order. */
export function headOf(queue: PressQueue, orderId: string, now: number): Press | null {
  const head = queue.find((press) => press.orderId === orderId);
  return head === undefined || head.isSending || mustAsk(head, now) ? null : head;
}

/**
 * Returns the orders of which a press may be sent now, the oldest press first. One that was tried more often comes later,
 * because a round ends at a press without an answer.
 */
export function ordersToSend(queue: PressQueue, now: number): string[] {
  return [...new Set(queue.map(({ orderId }) => orderId))]
    .flatMap((id) => headOf(queue, id, now) ?? [])
    .sort((a, b) => a.tries - b.tries)
    .map(({ orderId }) => orderId);
}

function changed(queue: PressQueue, key: string, change: (press: Press) => Press): PressQueue {
  return queue.map((press) => (press.key === key ? change(press) : press));
}

export function sending(queue: PressQueue, key: string): PressQueue {
  return changed(queue, key, (press) => ({ ...press, isSending: true }));
}

export function unanswered(queue: PressQueue, key: string): PressQueue {
  return changed(queue, key, (press) => ({ ...press, isSending: false, tries: press.tries + 1 }));
}

export function meant(queue: PressQueue, key: string, now: number): PressQueue {
  return changed(queue, key, (press) => ({ ...press, meantAt: now }));
}

export function without(queue: PressQueue, key: string): PressQueue {
  return queue.filter((press) => press.key !== key);
}

/**
 * Removes a press that took effect. The order's later ones act on its outcome, and one that only repeated it before the
 * screen showed that is dropped.
 */
export function succeeded(queue: PressQueue, done: Press, own: OwnVersions): PressQueue {
  return without(queue, done.key).flatMap((press) => {
    if (press.orderId !== done.orderId) return [press];
    const version = versionToActOn(press.shown, own);
    if (version === press.shown) return [press];
    return isSameAction(press.action, done.action) ? [] : [{ ...press, version }];
  });
}

/**
 * Puts presses of an earlier load of the page before those of this one. The clock may have been ahead then: such a press
 * would not ask in time.
 */
export function restored(queue: PressQueue, kept: PressQueue, now: number): PressQueue {
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

/** Returns by order the presses that a person must see waiting: all of an order where an attempt had no answer. */
export function waitingByOrder(queue: PressQueue): ReadonlyMap<string, PressQueue> {
  const orders = new Set(queue.filter(({ tries }) => tries > 0).map(({ orderId }) => orderId));
  return new Map([...orders].map((id) => [id, queue.filter(({ orderId }) => orderId === id)]));
}

export function countWaiting(waiting: ReadonlyMap<string, PressQueue>): number {
  return [...waiting.values()].flat().length;
}

export function pendingByOrder(queue: PressQueue): ReadonlyMap<string, OrderAction["name"]> {
  return new Map(
    queue.filter(({ isSending }) => isSending).map(({ orderId, action }) => [orderId, action.name]),
  );
}
