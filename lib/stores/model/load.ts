import { PREP_MINUTES } from "@/lib/orders/model/terms";
import type { Tenant } from "./schema";
import type { StoreStatus } from "./status/schema";
import { takesOrders } from "./status/status";

/** How the work that a kitchen already has moves what it promises next. */

const MINUTE = 60_000;
export const SLOT_MINUTES = 15;
const SLOT = SLOT_MINUTES * MINUTE;

/** An open order. `readyBy` (ms) is when the kitchen has to have it ready, by its promise. */
export interface QueuedOrder {
  readonly readyBy: number;
  /** As they were when it was placed: lib/menu/model/points.ts. */
  readonly points: number;
  /** False once it is ready. */
  readonly isInKitchen: boolean;
}

/** So many orders must be late before the kitchen counts as behind: one that was forgotten does not. */
export const LATE_ORDERS = 3;
const AUTO_BUSY = { from: 5, step: 5, maximum: 30 } as const;

/** Returns the minutes by which a kitchen is behind, in steps of 5 from 5 to 30, or 0. */
export function minutesBehind(queue: readonly QueuedOrder[], now: number): number {
  const late = queue
    .filter(({ isInKitchen }) => isInKitchen)
    .map(({ readyBy }) => (now - readyBy) / MINUTE)
    .sort((one, other) => other - one)[LATE_ORDERS - 1];
  if (late === undefined || late < AUTO_BUSY.from) return 0;
  return Math.min(Math.ceil(late / AUTO_BUSY.step) * AUTO_BUSY.step, AUTO_BUSY.maximum);
}

const slotOf = (instant: number) => Math.floor(instant / SLOT);

/** The limit of the orders of one quarter of an hour together. */
export interface SlotLimit {
  readonly unit: "orders" | "points";
  readonly most: number;
}

/**
 * Returns when an order of so many points can be ready that could be at `earliest` (ms): in the first quarter of an hour that
 * has room for it. One that is larger than a whole quarter gets a quarter in which nothing else counts.
 */
export function readyInSlot(
  queue: readonly QueuedOrder[],
  { unit, most }: SlotLimit,
  earliest: number,
  points: number,
): number {
  const shareOf = (counted: number) => (unit === "points" ? counted : 1);
  const taken = new Map<number, number>();
  for (const order of queue) {
    const slot = slotOf(order.readyBy);
    taken.set(slot, (taken.get(slot) ?? 0) + shareOf(order.points));
  }
  const share = shareOf(points);
  const hasRoom = (used: number) => share === 0 || used === 0 || used + share <= most;
  let slot = slotOf(earliest);
  while (!hasRoom(taken.get(slot) ?? 0)) slot += 1;
  return Math.max(earliest, slot * SLOT);
}

type Kitchen = Pick<Tenant, "default_prep_minutes" | "slot_orders" | "slot_points" | "auto_busy">;

function limitOf({ slot_orders, slot_points }: Kitchen): SlotLimit | null {
  if (slot_points !== null) return { unit: "points", most: slot_points };
  return slot_orders === null ? null : { unit: "orders", most: slot_orders };
}

/** The points of a status that is read without a cart: those of one ordinary dish. */
export const POINTS_OF_NO_CART = 1;

/** Why promises are later than the usual ones without anybody having pressed Busy. */
export type LoadReason = "behind" | SlotLimit["unit"];

export interface Load {
  /** On top of the usual time to prepare, the minutes of Busy included. */
  readonly extraMinutes: number;
  readonly reason: LoadReason | null;
}

/** Returns the load for the next order, of so many points, of a kitchen that takes orders with `pressed` minutes more already. */
export function loadOf(
  kitchen: Kitchen,
  queue: readonly QueuedOrder[],
  pressed: number,
  now: number,
  points: number,
): Load {
  const { default_prep_minutes: usual, auto_busy: isAutomatic } = kitchen;
  const behind = isAutomatic ? minutesBehind(queue, now) : 0;
  const busy = Math.max(pressed, behind);
  const earliest = now + (usual + busy) * MINUTE;
  const limit = limitOf(kitchen);
  const ready = limit === null ? earliest : readyInSlot(queue, limit, earliest, points);
  const shifted = Math.ceil((ready - earliest) / MINUTE);
  const most = Math.max(PREP_MINUTES.maximum - usual, pressed);
  const reason = limit !== null && shifted > 0 ? limit.unit : behind > pressed ? "behind" : null;
  return { extraMinutes: Math.min(busy + shifted, most), reason };
}

/** Returns the status with the load in it, which makes an open store busy without a foreseeable end. `textOf` says the reason to those who read it. */
export function statusWithLoad(
  status: StoreStatus,
  kitchen: Kitchen,
  queue: readonly QueuedOrder[],
  now: number,
  textOf: (reason: LoadReason) => string,
  points = POINTS_OF_NO_CART,
): StoreStatus {
  if (!takesOrders(status)) return status;
  const { extraMinutes, reason } = loadOf(kitchen, queue, status.extra_minutes, now, points);
  if (reason === null) return status;
  return {
    ...status,
    mode: "busy",
    until: null,
    extra_minutes: extraMinutes,
    reason: status.reason ?? textOf(reason),
  };
}
