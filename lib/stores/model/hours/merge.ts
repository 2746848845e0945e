import { type Hours, type Interval, WEEKDAYS, type Weekday } from "./schema";

/** What a person changes as one: a weekday, a date, or the last order. */
export type HoursPart = Weekday | string;
export const LAST_ORDER: HoursPart = "last_order";

export interface MergedHours {
  /** Where both changed the same part, it is as in `mine`. */
  readonly hours: Hours;
  /** The parts that both changed, each to something else. */
  readonly contested: readonly HoursPart[];
}

const bare = ({ from, to }: Interval): Interval => ({ from, to });
const inOrder = (intervals: readonly Interval[]) =>
  intervals.map(bare).toSorted((one, other) => one.from.localeCompare(other.from));

/** Undefined for a date without an exception. */
export function intervalsOf(hours: Hours, part: HoursPart): Interval[] | undefined {
  if (typeof part === "number") return inOrder(hours.weekly.filter(({ day }) => day === part));
  const exception = hours.exceptions.find(({ date }) => date === part);
  return exception && inOrder(exception.intervals);
}

const said = (hours: Hours, part: HoursPart): string =>
  JSON.stringify(part === LAST_ORDER ? hours.last_order_minutes : (intervalsOf(hours, part) ?? null));

/** Joins two changes of the same hours. Whoever changed a part decides it. */
export function mergeHours(before: Hours, mine: Hours, theirs: Hours): MergedHours {
  const dates = new Set(
    [before, mine, theirs].flatMap(({ exceptions }) => exceptions.map(({ date }) => date)),
  );
  const isChanged = (hours: Hours, part: HoursPart) => said(hours, part) !== said(before, part);
  const decider = (part: HoursPart) => (isChanged(mine, part) ? mine : theirs);
  const hours: Hours = {
    weekly: WEEKDAYS.flatMap((day) =>
      (intervalsOf(decider(day), day) ?? []).map((interval) => ({ day, ...interval })),
    ),
    exceptions: [...dates].toSorted().flatMap((date) => {
      const intervals = intervalsOf(decider(date), date);
      return intervals === undefined ? [] : [{ date, intervals }];
    }),
    last_order_minutes: decider(LAST_ORDER).last_order_minutes,
  };
  const contested = [...WEEKDAYS, ...dates, LAST_ORDER].filter(
    (part) => isChanged(mine, part) && isChanged(theirs, part) && said(mine, part) !== said(theirs, part),
  );
  return { hours, contested };
}
