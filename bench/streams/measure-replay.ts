import { cpuMicros } from "./cpu";
import type { Stage } from "./stage";
import type { Subject } from "./subjects";

export interface ReplayFigures {
  ms: number;
  cpuPerEvent: number;
  lost: number;
}

const EVENTS = 1_000;
const CLIENTS = 100;

/** Returns undefined for a subject without a log. */
export async function measureReplay(stage: Stage, subject: Subject): Promise<ReplayFigures | undefined> {
  const replaying = await subject.replay(EVENTS, CLIENTS);
  if (replaying === undefined) return undefined;
  const group = `replay ${subject.name}`;
  await stage.load.order({ do: "count", group });
  const cpu = cpuMicros(subject.pid);
  const began = performance.now();
  await stage.load.order({ do: "open", group, port: subject.port, streams: replaying, atOnce: CLIENTS });
  const expected = EVENTS * CLIENTS;
  const { received } = await stage.load.order({ do: "report", group, expected });
  const ms = performance.now() - began;
  await stage.load.order({ do: "close", group });
  return { ms, cpuPerEvent: (cpuMicros(subject.pid) - cpu) / received, lost: expected - received };
}
