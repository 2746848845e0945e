import { formatTime } from "./format";

/** Uses the person's own time zone, not the restaurant's. */
export function localTime(at: Date): string {
  return formatTime(at.toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}
