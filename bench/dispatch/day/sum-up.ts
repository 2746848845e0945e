import { MINUTE } from "@/lib/dispatch/model/settings";
import { percentile } from "@/lib/figures/model/percentile";
import type { PolicyFigures, Spread } from "../figures";
import type { Day } from "./simulate";

export const meanOf = (values: readonly number[]) =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

export function spreadOf(values: readonly number[]): Spread {
  const at = (share: number) => percentile(values, share) ?? Number.NaN;
  return { mean: meanOf(values), p50: at(0.5), p90: at(0.9), max: at(1) };
}

export function sumUp(name: string, days: readonly Day[]): PolicyFigures {
  const all = days.flatMap(({ orders }) => orders);
  const delivered = all.flatMap(({ order, promisedAt, doorAt }) =>
    doorAt === null ? [] : [{ ...order, promisedAt, doorAt }],
  );
  const riders = days.flatMap((day) => day.riders);
  const hours = riders.reduce((sum, { rider }) => sum + (rider.until - rider.from) / (60 * MINUTE), 0);
  const busy = riders.reduce((sum, { workedMs }) => sum + workedMs / (60 * MINUTE), 0);
  const count = delivered.length;
  return {
    name,
    delivered: count,
    undelivered: all.length - count,
    clickToDoor: spreadOf(delivered.map(({ doorAt, placedAt }) => (doorAt - placedAt) / MINUTE)),
    readyToDoor: spreadOf(delivered.map(({ doorAt, readyAt }) => (doorAt - readyAt) / MINUTE)),
    late: delivered.filter(({ doorAt, promisedAt }) => doorAt > promisedAt).length / count,
    promiseError: spreadOf(delivered.map(({ doorAt, promisedAt }) => Math.abs(doorAt - promisedAt) / MINUTE)),
    riderWait: riders.reduce((sum, { waitedMs }) => sum + waitedMs, 0) / MINUTE / count,
    perRiderHour: count / hours,
    perBusyHour: count / busy,
    kilometres: riders.reduce((sum, { metres }) => sum + metres, 0) / 1_000 / count,
    moves: days.reduce((sum, { moves }) => sum + moves, 0),
    decisionMs: meanOf(days.flatMap(({ decisions }) => decisions)),
  };
}
