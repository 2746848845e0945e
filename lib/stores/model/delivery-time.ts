import { PREP_MINUTES } from "@/lib/orders/model/terms";
import type { Tenant } from "./schema";
import type { StoreStatus } from "./status/schema";

type Times = Pick<Tenant, "default_prep_minutes" | "delivery_minutes">;

/** Minutes to prepare an order that is placed now: more while the store is busy, and never more than staff can choose. */
export function prepMinutes(
  { default_prep_minutes }: Pick<Times, "default_prep_minutes">,
  { extra_minutes }: Pick<StoreStatus, "extra_minutes">,
): number {
  return Math.min(default_prep_minutes + extra_minutes, PREP_MINUTES.maximum);
}

/** Minutes from now until an order can arrive at the earliest. */
export function soonestMinutes(tenant: Times, status: Pick<StoreStatus, "extra_minutes">): number {
  return prepMinutes(tenant, status) + tenant.delivery_minutes;
}
