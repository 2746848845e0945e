import { type Capacity, SLOT_ORDERS, SLOT_POINTS } from "@/lib/stores/model/capacity";

/** The capacity of a store while it is edited. What was typed for one unit stays when another is chosen. */

export const SLOT_UNITS = ["none", "orders", "points"] as const;
export type SlotUnit = (typeof SLOT_UNITS)[number];

export interface CapacityDraft {
  readonly unit: SlotUnit;
  readonly most: { readonly [Unit in Exclude<SlotUnit, "none">]: string };
  readonly autoBusy: boolean;
}

export const BOUNDS = { orders: SLOT_ORDERS, points: SLOT_POINTS } as const;
const USUAL = { orders: 8, points: 20 } as const;

export function draftOf({ slot_orders, slot_points, auto_busy }: Capacity): CapacityDraft {
  return {
    unit: slot_points !== null ? "points" : slot_orders !== null ? "orders" : "none",
    most: { orders: String(slot_orders ?? USUAL.orders), points: String(slot_points ?? USUAL.points) },
    autoBusy: auto_busy,
  };
}

/** Returns null when the maximum of the chosen unit is not a whole number within its bounds. */
export function readDraft({ unit, most, autoBusy }: CapacityDraft): Capacity | null {
  const capacity: Capacity = { slot_orders: null, slot_points: null, auto_busy: autoBusy };
  if (unit === "none") return capacity;
  const text = most[unit].trim();
  const { minimum, maximum } = BOUNDS[unit];
  if (!/^\d{1,4}$/.test(text) || Number(text) < minimum || Number(text) > maximum) return null;
  return unit === "orders"
    ? { ...capacity, slot_orders: Number(text) }
    : { ...capacity, slot_points: Number(text) };
}
