import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** What concerns one person, on every page of theirs. */
export const userChannel = defineChannel({
  kind: "user",
  pattern: "user:{id}",
  events: ["order_status_update", "notification"],
});

/** What concerns everybody with one role. */
export const roleChannel = defineChannel({
  kind: "role",
  pattern: "role:{id}",
  id: /[a-z]{1,32}/,
  events: ["job_activity"],
});

/** What concerns everybody. */
export const broadcastChannel = defineChannel({ kind: "broadcast", pattern: "broadcast", events: [] });
