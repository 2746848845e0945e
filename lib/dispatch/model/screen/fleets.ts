import { fleetOf, PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import type { DispatchView } from "../dispatch-view";

/** A stream reads so many channels besides its own. Further fleets are read with the poll. */
export const FLEETS_FOLLOWED = 12;

/** The fleets whose events an admin's page follows: the platform's, and those with the most riders on shift. */
export function followedFleets({ riders, orders }: Pick<DispatchView, "riders" | "orders">): string[] {
  const counts = new Map<string, number>();
  for (const { tenant_id } of riders) {
    const fleet = fleetOf(tenant_id);
    counts.set(fleet, (counts.get(fleet) ?? 0) + 1);
  }
  // A fleet without riders on shift has offers as soon as one comes.
  for (const { tenant_id } of orders) counts.set(tenant_id, counts.get(tenant_id) ?? 0);
  counts.delete(PLATFORM_FLEET);
  const others = [...counts].sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
  return [PLATFORM_FLEET, ...others.map(([fleet]) => fleet)].slice(0, FLEETS_FOLLOWED);
}
