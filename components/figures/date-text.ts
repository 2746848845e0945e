import { formatDate } from "@/lib/text/format";

/** Formats a day of the calendar as `21 Nov 2026`. Its noon, because its midnight is another day elsewhere. */
export const dateText = (day: string) => formatDate(`${day}T12:00:00Z`, "UTC");

/** `21 Nov` */
export const shortDateText = (day: string) => dateText(day).split(" ").slice(0, 2).join(" ");
