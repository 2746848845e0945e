import type { Tenant } from "@/lib/stores/model/schema";

/** A store, as far as its zones are measured against it. */
export type DeliveringStore = Pick<
  Tenant,
  "id" | "city" | "currency" | "delivery_fee" | "minimum_order" | "delivery_minutes"
>;
