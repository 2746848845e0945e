import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../scripts/simulate/random";
import { BUS_INFLICTIONS, type Inflict } from "./bus-faults";
import { type FaultKind, LINE_FAULTS, PROCESS_FAULTS, type StageFault } from "./fault-kinds";
import type { PlannedFault } from "./plan";
import { PLANNER_INFLICTIONS } from "./planner-faults";
import { PROCESS_INFLICTIONS } from "./process-faults";
import type { Stage } from "./stage";

const INFLICTIONS: Record<StageFault, Inflict> = {
  ...BUS_INFLICTIONS,
  ...PROCESS_INFLICTIONS,
  ...PLANNER_INFLICTIONS,
};

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

const MOST_LINES = 6;

export interface Director {
  stage: Stage;
  readers: readonly number[];
  drop(reader: number, forMs: number): void;
  tell(words: string): void;
}

function inflict({ stage, readers, drop }: Director, fault: PlannedFault): Promise<number> {
  const random = seededRandom(fault.seed);
  const lines = random.whole(1, MOST_LINES);
  switch (fault.kind) {
    case "client_drop": {
      const chosen = random.sample(readers, lines);
      for (const reader of chosen) drop(reader, fault.lasts);
      return Promise.resolve(chosen.length);
    }
    case "socket_cut":
      return Promise.resolve(stage.balancer.cut(lines, random.sample));
    case "line_silent":
      return Promise.resolve(stage.balancer.silence(lines, random.sample));
    default:
      return INFLICTIONS[fault.kind](stage, fault);
  }
}

/** Returns how much each kind of fault affected. */
export async function direct(
  director: Director,
  plan: readonly PlannedFault[],
): Promise<Map<FaultKind, number>> {
  const startedAt = Date.now();
  const happened = new Map<FaultKind, number>();
  const carryOut = async (fault: PlannedFault) => {
    await pause(Math.max(0, fault.at - (Date.now() - startedAt)));
    const beganAt = Date.now();
    const affected = await inflict(director, fault);
    if (!LINE_FAULTS.some((kind) => kind === fault.kind))
      director.tell(
        `  ${seconds(beganAt - startedAt)} to ${seconds(Date.now() - startedAt)}: ${fault.kind} (${affected})`,
      );
    happened.set(fault.kind, (happened.get(fault.kind) ?? 0) + affected);
  };
  // Restarts of processes wait for each other.
  const isOfProcess = ({ kind }: PlannedFault) => PROCESS_FAULTS.some((one) => one === kind);
  const ofProcesses = async () => {
    for (const fault of plan.filter(isOfProcess)) await carryOut(fault);
  };
  await Promise.all([ofProcesses(), ...plan.filter((fault) => !isOfProcess(fault)).map(carryOut)]);
  return happened;
}
