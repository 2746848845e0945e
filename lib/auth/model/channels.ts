import { defineChannel } from "@/lib/realtime/protocol/define-channel";

export const userChannel = defineChannel({
  kind: "user",
  pattern: "user:{id}",
  events: [
    "order_status_update",
    "payment_status",
    "refund_changed",
    "notification",
    "notifications_read",
    "offer_made",
    "offer_taken",
    "offer_declined",
    "offer_expired",
    "trip_started",
    "trip_checkpoint",
    "trip_finished",
    "chat_message",
    "typing_indicator",
    "read_receipt",
  ],
});

export const roleChannel = defineChannel({
  kind: "role",
  pattern: "role:{id}",
  id: /[a-z]{1,32}/,
  events: ["job_activity", "chat_trouble", "admin_news"],
});

/** For everybody who is signed in. Who a broadcast is meant for is in the event: a page shows what concerns it. */
export const broadcastChannel = defineChannel({
  kind: "broadcast",
  pattern: "broadcast",
  events: ["maintenance", "system_update", "announcement", "platform_switch", "system_health"],
});
