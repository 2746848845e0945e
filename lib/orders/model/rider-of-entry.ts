import type { TimelineEntry } from "./schema";

/** Returns the first name of the rider whose step it is. An assignment names the rider in its note, because others can assign. */
export const riderOf = ({ action, note, actor_name }: TimelineEntry) =>
  action === "assign_rider" && note !== null ? note : actor_name;
