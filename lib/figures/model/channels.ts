import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/**
 * A store's leaderboard. Only the page of figures reads it, so it is no default of every stream, and its kind has a file of
 * its own, which keeps it out of the first load of the board.
 */
export const figuresChannel = defineChannel({
  kind: "figures",
  pattern: "tenant:{id}:figures",
  events: ["score-update", "rank-change"],
});
