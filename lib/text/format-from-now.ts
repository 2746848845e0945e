import { cached } from "./cached-formatter";
import { DEFAULT_LOCALE, formatTime } from "./format";

const weekdayIn = cached(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone }),
);
const agoIn = cached((locale) => new Intl.RelativeTimeFormat(locale, { style: "short" }));

/** Formats an instant that is to come as `17:00` when it is today, otherwise as `Fri, 27 Nov, 17:00`. `now` is in ms. */
export function formatComing(iso: string, timeZone: string, now: number, locale = DEFAULT_LOCALE): string {
  const day = weekdayIn(locale, timeZone);
  const time = formatTime(iso, timeZone, locale);
  return day.format(new Date(iso)) === day.format(now) ? time : `${day.format(new Date(iso))}, ${time}`;
}

const AGO_UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Formats as `12 sec ago`. An instant in the future counts as now. */
export function formatAgo(iso: string, now: number, locale = DEFAULT_LOCALE): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));
  const [unit, size] = AGO_UNITS.find(([, length]) => seconds >= length) ?? (["second", 1] as const);
  return agoIn(locale).format(-Math.floor(seconds / size), unit);
}
