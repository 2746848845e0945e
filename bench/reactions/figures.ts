import * as z from "zod";

export const reactionFiguresSchema = z.object({
  /** Events a second through one reaction, from a log that has piled up. */
  eventsPerSecond: z.number(),
  events: z.number(),
  /** Order changes a second while the reactions run, and while they do not. Medians of the windows. */
  changesBeside: z.number(),
  changesWithout: z.number(),
  /** CPU of a change beside the reactions, as a multiple of without: more reliable than rates on a busy machine. */
  cpuRatio: z.number(),
  notifications: z.number(),
});
export type ReactionFigures = z.infer<typeof reactionFiguresSchema>;
