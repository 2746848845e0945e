import { minorUnitDigits } from "./minor-units";

/** Server and browser must render the same text, so nothing here depends on the environment. */
export const DEFAULT_LOCALE = "en-GB";

/** Formatters cost far more to create than to use. */
function cached<Formatter>(make: (locale: string, option: string) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, option = ""): Formatter => {
    const key = `${locale} ${option}`;
    const formatter = made.get(key) ?? make(locale, option);
    made.set(key, formatter);
    return formatter;
  };
}

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
const agoIn = cached((locale) => new Intl.RelativeTimeFormat(locale, { style: "short" }));

/** Formats `1290, "EUR"` as `€12.90`. `minor` is in the currency's minor unit, `currency` an ISO 4217 code. */
export function formatMoney(minor: number, currency: string, locale = DEFAULT_LOCALE): string {
  return moneyIn(locale, currency).format(minor / 10 ** minorUnitDigits(currency));
}

/** Formats an ISO 8601 instant as `19:40` in an IANA time zone. */
export function formatTime(iso: string, timeZone: string, locale = DEFAULT_LOCALE): string {
  return timeIn(locale, timeZone).format(new Date(iso));
}

/** Formats as `19:22–19:26`, or as one time when both fall in the same minute. */
export function formatTimeRange(
  fromIso: string,
  toIso: string,
  timeZone: string,
  locale = DEFAULT_LOCALE,
): string {
  const from = formatTime(fromIso, timeZone, locale);
  const to = formatTime(toIso, timeZone, locale);
  return from === to ? from : `${from}–${to}`;
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
