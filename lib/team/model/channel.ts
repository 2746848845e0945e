import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** The members of a store and its invitations, for its owners. Only the team page reads it. */
export const teamChannel = defineChannel({
  kind: "team",
  pattern: "tenant:{id}:team",
  events: ["team_changed"],
});
