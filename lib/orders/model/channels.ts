import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** The orders of one store, for its staff. */
export const tenantOrdersChannel = defineChannel({
  kind: "tenant_orders",
  pattern: "tenant:{id}:orders",
  events: ["new_order", "order_status_update"],
});

/** One order, for its customer, the staff of its store and admins. */
export const orderChannel = defineChannel({
  kind: "order",
  pattern: "order:{id}",
  events: ["order_status_update"],
});
