import { cached } from "./cached-formatter";
import { minorUnitDigits } from "./minor-units";

/** Server and browser must render the same text, so nothing here depends on the environment. */
export const DEFAULT_LOCALE = "en-GB";

const moneyIn = cached((locale, currency) => {
  const digits = minorUnitDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});
const timeIn = cached(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }),
);
const dateIn = cached(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone }),
);
/** Formats `1290, "EUR"` as `€12.90`. `minor` is in the currency's minor unit, `currency` an ISO 4217 code. */
export function formatMoney(minor: number, currency: string, locale = DEFAULT_LOCALE): string {
  return moneyIn(locale, currency).format(minor / 10 ** minorUnitDigits(currency));
}

const offsetIn = cached(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortOffset" }),
);

const HALF_DAY = 12 * 3_600_000;
/** Clocks are put back by one of these (ms): half an hour on Lord Howe Island, three hours in Antarctica. */
const PUT_BACK = [0.5, 1, 1.5, 2, 3].map((hours) => hours * 3_600_000);

interface WallTime {
  time: string;
  /** `GMT+2` for a time that the clocks show twice that night, otherwise empty. */
  offset: string;
}

function wallTime(iso: string, timeZone: string, locale: string): WallTime {
  const instant = Date.parse(iso);
  const formatter = timeIn(locale, timeZone);
  const time = formatter.format(instant);
  const shows = (by: number, other: string) => formatter.format(instant + by) === other;
  const changes = !shows(-HALF_DAY, formatter.format(instant + HALF_DAY));
  if (!changes || !PUT_BACK.some((by) => shows(by, time) || shows(-by, time))) return { time, offset: "" };
  const parts = offsetIn(locale, timeZone).formatToParts(instant);
  return { time, offset: parts.find(({ type }) => type === "timeZoneName")?.value ?? "" };
}

const withOffset = ({ time, offset }: WallTime) => (offset === "" ? time : `${time} ${offset}`);

/**
 * Formats an ISO 8601 instant as `19:40` in an IANA time zone. A time that occurs twice, because the clocks are put back
 * that night, is told from the other one by its offset: `02:55 GMT+2`.
 */
export function formatTime(iso: string, timeZone: string, locale = DEFAULT_LOCALE): string {
  return withOffset(wallTime(iso, timeZone, locale));
}

/** Formats as `19:22–19:26`, or as one time when both fall in the same minute. */
export function formatTimeRange(
  fromIso: string,
  toIso: string,
  timeZone: string,
  locale = DEFAULT_LOCALE,
): string {
  const from = wallTime(fromIso, timeZone, locale);
  const to = wallTime(toIso, timeZone, locale);
  if (from.offset !== to.offset) return `${withOffset(from)} – ${withOffset(to)}`;
  return withOffset(from.time === to.time ? from : { ...to, time: `${from.time}–${to.time}` });
}

export function formatDate(iso: string, timeZone: string, locale = DEFAULT_LOCALE): string {
  return dateIn(locale, timeZone).format(new Date(iso));
}

export function formatDateTime(iso: string, timeZone: string, locale = DEFAULT_LOCALE): string {
  return `${formatDate(iso, timeZone, locale)}, ${formatTime(iso, timeZone, locale)}`;
}

/** Formats seconds as `4:58`, as `1:04:09` from an hour on, as `−0:07` below zero. Fractions are cut off. */
export function formatDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  const total = Math.abs(whole);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = String(total % 60).padStart(2, "0");
  const text = hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
  return whole < 0 ? `−${text}` : text;
}
