import { defineChannel } from "@/lib/realtime/protocol/define-channel";

export const tenantOrdersChannel = defineChannel({
  kind: "tenant_orders",
  pattern: "tenant:{id}:orders",
  events: [
    "new_order",
    "order_status_update",
    "payment_status",
    "store_status",
    "trip_started",
    "trip_checkpoint",
    "trip_finished",
  ],
});

export const orderChannel = defineChannel({
  kind: "order",
  pattern: "order:{id}",
  events: ["order_status_update", "trip_started", "trip_checkpoint", "trip_finished", "rider_location"],
});
