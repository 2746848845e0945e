import type { Tenant } from "@/lib/stores/model/schema";
import { formatComing } from "@/lib/text/format-from-now";
import type { StateName } from "@/lib/text/state-name";
import type { StoreStatus } from "./schema";

/** Returns the text that says why a store takes no orders, and when it does again. `now` is the server's time (ms). */
export function notTaking(
  { name: store, time_zone }: Pick<Tenant, "name" | "time_zone">,
  { mode, reason, opens_at }: StoreStatus,
  now: number,
): { state: StateName; values: Record<string, string> } {
  const time = opens_at === null ? "" : formatComing(opens_at, time_zone, now);
  const values = { store, time, reason: reason ?? "none" };
  if (mode === "paused")
    return { state: opens_at === null ? "store_closed.paused" : "store_closed.paused_until", values };
  return { state: opens_at === null ? "store_closed.order" : "store_closed.opens", values };
}
