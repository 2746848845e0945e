import { formatTime } from "./format";

/** Formats an ISO 8601 instant as `19:40:07` in an IANA time zone, and otherwise as `formatTime`. Zones differ by whole minutes. */
export function formatExactTime(iso: string, timeZone: string): string {
  const seconds = String(new Date(iso).getUTCSeconds()).padStart(2, "0");
  return formatTime(iso, timeZone).replace(/^\d\d:\d\d/, (time) => `${time}:${seconds}`);
}
