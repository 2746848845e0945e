import { setTimeout as pause } from "node:timers/promises";
import { cpuMicros } from "./cpu";
import { openStreams } from "./rounds";
import type { Stage } from "./stage";
import type { Subject } from "./subjects";

export interface IdleFigures {
  streams: number;
  /** Resident memory of the process for each stream, after a collection. */
  kilobytesEach: number;
  heapKilobytesEach: number;
  /** Redis commands in ten seconds of heartbeats. */
  redisCommands: number;
  /** Microseconds of CPU for each stream and second. */
  cpuEach: number;
  /** Milliseconds from publishing to receipt, for three events to all streams. */
  p50: number;
  p95: number;
  p99: number;
  lost: number;
}

const SETTLE_MS = 2_000;
const IDLE_MS = 10_000;
const KB = 1024;

export async function measureIdle(
  stage: Stage,
  start: () => Promise<Subject>,
  streams: number,
): Promise<IdleFigures> {
  const subject = await start();
  const group = `idle ${subject.name}`;
  try {
    // The first hundred streams compile and warm up the code and are not counted.
    await openStreams(stage.load, subject, { group: "warm", audience: "one", count: 100 });
    await pause(SETTLE_MS);
    const before = await subject.memory();
    await openStreams(stage.load, subject, { group, audience: "one", count: streams });
    await pause(SETTLE_MS);
    const after = await subject.memory();
    const commands = stage.shim.counts().commands;
    const cpu = cpuMicros(subject.pid);
    await pause(IDLE_MS);
    const cpuEach = (cpuMicros(subject.pid) - cpu) / streams / (IDLE_MS / 1_000);
    const redisCommands = stage.shim.counts().commands - commands;
    await stage.load.order({ do: "count", group });
    const emitted = await subject.emit({ audience: "one", perSecond: 1, seconds: 3, clients: streams });
    const { received, p50, p95, p99 } = await stage.load.order({
      do: "report",
      group,
      expected: emitted * streams,
    });
    return {
      streams,
      kilobytesEach: (after.rss - before.rss) / streams / KB,
      heapKilobytesEach: (after.heapUsed - before.heapUsed) / streams / KB,
      redisCommands,
      ...{ cpuEach, p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000 },
      lost: emitted * streams - received,
    };
  } finally {
    for (const name of ["warm", group]) await stage.load.order({ do: "close", group: name });
    await subject.stop();
  }
}
