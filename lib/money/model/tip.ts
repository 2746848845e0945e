import type { TipTo } from "./schema";

interface Tipped {
  readonly tip: number;
  readonly tip_to: TipTo | null;
  /** The rider who brings or brought it; null: nobody, or the store itself. */
  readonly rider_id: string | null;
}

/**
 * Returns who gets a tip, in full. One for a rider goes to the kitchen where the store brought the order itself after all; null:
 * there is no tip.
 */
export function tipReceiver({ tip, tip_to, rider_id }: Tipped): TipTo | null {
  if (tip === 0 || tip_to === null) return null;
  return tip_to === "rider" && rider_id !== null ? "rider" : "kitchen";
}
