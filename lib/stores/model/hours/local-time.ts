const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  formatters.set(timeZone, made);
  return made;
}

/** Returns the offset from UTC (ms) that clocks in the time zone have at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const [, sign, hours, minutes] =
    /GMT(?:([+-])(\d\d):(\d\d))?/.exec(formatterOf(timeZone).format(instant)) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE;
  return sign === "-" ? -size : size;
}

/** Returns the date and time that clocks show at an instant, as if they showed UTC (ms). */
export const wallClockAt = (instant: number, timeZone: string) => instant + offsetAt(instant, timeZone);

export interface Instants {
  readonly first: number;
  readonly last: number;
}

/**
 * Returns the instants (ms) at which clocks show a date and time. They differ when the clocks are put back that night; a
 * time that is skipped, because they are put forward, is the instant at which that happens.
 */
export function instantsOf(wall: number, timeZone: string): Instants {
  const [before, after] = [wall - DAY, wall + DAY].map((near) => wall - offsetAt(near, timeZone));
  if (before === undefined || after === undefined || before === after)
    return { first: before ?? wall, last: before ?? wall };
  const shown = [before, after].filter((instant) => wallClockAt(instant, timeZone) === wall);
  if (shown.length > 0) return { first: Math.min(...shown), last: Math.max(...shown) };
  const skipped = changeBetween(Math.min(before, after), Math.max(before, after), timeZone);
  return { first: skipped, last: skipped };
}

/** Returns the first minute with the offset of `to`. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const offset = offsetAt(to, timeZone);
  let [low, high] = [Math.floor(from / MINUTE), Math.ceil(to / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE, timeZone) === offset) high = middle;
    else low = middle;
  }
  return high * MINUTE;
}

/** Returns the instant (ms) at which the next day begins. */
export function nextDay(now: number, timeZone: string): number {
  return instantsOf((Math.floor(wallClockAt(now, timeZone) / DAY) + 1) * DAY, timeZone).first;
}
