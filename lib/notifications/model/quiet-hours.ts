const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY_MINUTES = 24 * 60;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

function minutesOf(time: string): number {
  const [hours = "", minutes = ""] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Minutes since midnight that a clock in the time zone shows. */
const wallMinutes = (at: number, timeZone: string) => minutesOf(formatterOf(timeZone).format(at));

const after = (from: number, to: number) => (to - from + DAY_MINUTES) % DAY_MINUTES;

/** `from` belongs to the quiet hours, `to` does not; they may pass midnight. */
export function isQuiet(at: number, { from, to }: { from: string; to: string }, timeZone: string): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return after(begin, wallMinutes(at, timeZone)) < after(begin, end);
}

/** Returns `at` (ms) when it is not within the quiet hours, otherwise the first minute outside them. */
export function afterQuietHours(
  at: number,
  quietHours: { from: string; to: string } | null,
  timeZone: string,
): number {
  if (quietHours === null || !isQuiet(at, quietHours, timeZone)) return at;
  const end = minutesOf(quietHours.to);
  // Clocks are only ever put forward or back at a full quarter of an hour, so within one they run evenly. The
  // longest wait is two days: a change can skip the only minutes of a day outside the quiet hours.
  for (let from = at; ; from = Math.floor(from / QUARTER) * QUARTER + QUARTER) {
    if (!isQuiet(from, quietHours, timeZone)) return from;
    const free = Math.floor(from / MINUTE) * MINUTE + after(wallMinutes(from, timeZone), end) * MINUTE;
    if (Math.floor(free / QUARTER) === Math.floor(from / QUARTER)) return free;
  }
}
