import type { DispatchFigures, PlanFigures, PolicyFigures, Spread } from "./figures";

const number = (value: number, digits = 1) => value.toFixed(digits);
const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);
const spread = ({ mean, p50, p90, max }: Spread) =>
  [mean, p50, p90, max].map((value) => number(value)).join(" / ");

function policyRows(policies: readonly PolicyFigures[]): string[][] {
  const row = (label: string, of: (figures: PolicyFigures) => string) => [label, ...policies.map(of)];
  return [
    row("", ({ name }) => name),
    row("orders delivered", ({ delivered }) => String(delivered)),
    row("  undelivered", ({ undelivered }) => String(undelivered)),
    row("click to door (min), mean / P50 / P90 / max", ({ clickToDoor }) => spread(clickToDoor)),
    row("ready to door (min)", ({ readyToDoor }) => spread(readyToDoor)),
    row("later than promised", ({ late }) => percent(late)),
    row("promise error (min)", ({ promiseError }) => spread(promiseError)),
    row("rider waits at the counter, per order (min)", ({ riderWait }) => number(riderWait)),
    row("orders per rider-hour", ({ perRiderHour }) => number(perRiderHour, 2)),
    row("  per hour at work", ({ perBusyHour }) => number(perBusyHour, 2)),
    row("kilometres per order", ({ kilometres }) => number(kilometres, 2)),
    row("orders moved to another rider", ({ moves }) => String(moves)),
    row("CPU per decision (ms)", ({ decisionMs }) => number(decisionMs)),
  ];
}

const planRow = ({
  orders,
  riders,
  deliver,
  budgetMs,
  firstMs,
  planMs,
  steps,
  firstGap,
  gap,
}: PlanFigures) => [
  `${orders} orders, ${riders} riders${deliver ? ", half of them delivering" : ""}, ${budgetMs} ms`,
  `${number(firstMs, 0)} ms`,
  percent(firstGap),
  `${number(planMs, 0)} ms`,
  String(Math.round(steps)),
  gap === null ? "–" : `${percent(gap.median)}, ${percent(gap.worst)}`,
];

const saved = (before: number, after: number) => percent(after / before - 1);

function targetRows([nearest, ...others]: readonly PolicyFigures[]): string[][] {
  const own = others.at(-1);
  if (nearest === undefined || own === undefined) return [];
  return [
    ["against nearest free, at once", "target", "here"],
    ["P90 click to door", "-15 %", saved(nearest.clickToDoor.p90, own.clickToDoor.p90)],
    ["later than promised", "-40 %", saved(nearest.late, own.late)],
    ["kilometres per order", "-15 %", saved(nearest.kilometres, own.kilometres)],
  ];
}

/** Returns the tables, in the order in which they are printed. */
export function dispatchTables({ floor, policies, plans, clairvoyant }: DispatchFigures): string[][][] {
  const { instances, orders, riders, best, ours, nearest } = clairvoyant;
  return [
    policyRows(policies),
    [
      ["click to door (min) with a scooter waiting at every counter", "mean", "P90"],
      ["", number(floor.mean), number(floor.p90)],
    ],
    targetRows(policies),
    [
      ["a plan (CPU)", "first", "over optimum", "whole", "steps", "over optimum: median, worst"],
      ...plans.map(planRow),
    ],
    [
      [`${instances} × ${orders} orders, ${riders} riders: mean click to door (min)`, ""],
      ["everything known beforehand", number(best)],
      ["platewire", number(ours)],
      ["nearest free, in time", number(nearest)],
    ],
  ];
}
