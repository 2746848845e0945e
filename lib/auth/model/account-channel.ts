import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/**
 * News of a person's own account. Only the settings read it, so it is no default of every stream, and it has a file of its
 * own, which keeps it out of the first load of the other pages.
 */
export const accountChannel = defineChannel({
  kind: "account",
  pattern: "account:{id}",
  events: ["token_created", "token_revoked", "export_ready", "account_banned", "account_restored"],
});
