import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** Events for one person, on all of their pages. */
export const userChannel = defineChannel({
  kind: "user",
  pattern: "user:{id}",
  events: ["order_status_update", "notification"],
});

/** Events for everyone with one role. */
export const roleChannel = defineChannel({
  kind: "role",
  pattern: "role:{id}",
  id: /[a-z]{1,32}/,
  events: ["job_activity"],
});

/** Events for everyone. */
export const broadcastChannel = defineChannel({ kind: "broadcast", pattern: "broadcast", events: [] });
