import { moved } from "./moved";
import type { Place } from "./place";

const CORNERS = 72;

/** Returns the outline of what is within so many metres of a place, for a map. */
export const ringAround = (centre: Place, metres: number): Place[] =>
  Array.from({ length: CORNERS }, (_, n) => {
    const angle = (2 * Math.PI * n) / CORNERS;
    return moved(centre, metres * Math.sin(angle), metres * Math.cos(angle));
  });
