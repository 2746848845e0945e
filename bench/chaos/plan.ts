import { type Random, seededRandom } from "../../scripts/simulate/random";
import { type FaultKind, LINE_FAULTS, type StageFault } from "./fault-kinds";

/** Times are milliseconds from the run's start. */
export interface PlannedFault {
  readonly kind: FaultKind;
  readonly at: number;
  readonly lasts: number;
  readonly seed: number;
}

export interface PlanOptions {
  seed: number;
  seconds: number;
  kinds: readonly StageFault[];
  /** Counts for each kind of connection fault. */
  linesPerSecond: number;
}

/** Shares of a run without faults. */
const CALM_START = 0.04;
const CALM_END = 0.1;
/** Shortest duration of a server fault, so that it takes effect before the next one. */
const SLOT_MS = 4_000;

function stageFaults({ kinds, seconds }: PlanOptions, random: Random): PlannedFault[] {
  const span = seconds * 1_000 * (1 - CALM_START - CALM_END);
  const rounds = Math.max(1, Math.floor(span / (kinds.length * SLOT_MS)));
  const order = Array.from({ length: rounds }, () => random.sample(kinds, kinds.length)).flat();
  const slot = span / order.length;
  return order.map((kind, index) => ({
    kind,
    at: Math.round(seconds * 1_000 * CALM_START + slot * (index + random.between(0, 0.2))),
    lasts: Math.round(slot * random.between(0.5, 0.8)),
    seed: random.whole(1, 2 ** 30),
  }));
}

function lineFaults({ seconds, linesPerSecond }: PlanOptions, random: Random): PlannedFault[] {
  const until = seconds * 1_000 * (1 - CALM_END);
  const count = Math.max(2, Math.round(linesPerSecond * seconds));
  return LINE_FAULTS.flatMap((kind) =>
    Array.from({ length: count }, () => ({
      kind,
      at: Math.round(random.between(500, until)),
      lasts: random.whole(50, 2_500),
      seed: random.whole(1, 2 ** 30),
    })),
  );
}

/** Sorted by time. The same seed and options give the same plan. */
export function planFaults(options: PlanOptions): PlannedFault[] {
  const random = seededRandom(options.seed);
  return [...stageFaults(options, random), ...lineFaults(options, random)].sort((a, b) => a.at - b.at);
}
