import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/**
 * Carries the people who have a store's board open. Only boards read it, so it is no default of every stream, and its kind has a file of its own,
 * which keeps it out of the first load of the board.
 */
export const boardPresenceChannel = defineChannel({
  kind: "board_presence",
  pattern: "tenant:{id}:board",
  events: ["board_presence"],
});
