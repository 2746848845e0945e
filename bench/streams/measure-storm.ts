import { cpuMicros } from "./cpu";
import type { LoadProcess } from "./load-process";
import type { Subject } from "./subjects";

export interface StormFigures {
  streams: number;
  opened: number;
  seconds: number;
  /** Milliseconds of CPU of the server's process for each stream. */
  cpuEach: number;
  /** Milliseconds from publishing to receipt, for events to all streams afterwards. */
  p50: number;
  p95: number;
  p99: number;
  lost: number;
}

const DELIVERIES = { audience: "one", perSecond: 3, seconds: 10 } as const;

/** Opens authenticated streams all at the same moment, as after a restart. */
export async function measureStorm(
  load: LoadProcess,
  subject: Subject,
  streams: number,
): Promise<StormFigures> {
  const group = `storm ${subject.name}`;
  try {
    // The first hundred streams compile the code and are not counted.
    const all = await subject.streams("one", streams + 100);
    const open = (of: typeof all, name: string) =>
      load.order({ do: "open", group: name, port: subject.port, streams: of, atOnce: of.length });
    await open(all.slice(0, 100), `${group}, first`);
    const before = cpuMicros(subject.pid);
    const { ms, open: opened } = await open(all.slice(100), group);
    const cpuEach = (cpuMicros(subject.pid) - before) / opened / 1_000;
    await load.order({ do: "count", group });
    const emitted = await subject.emit({ ...DELIVERIES, clients: opened });
    const expected = emitted * opened;
    const { received, p50, p95, p99 } = await load.order({ do: "report", group, expected });
    return {
      ...{ streams, opened, seconds: ms / 1_000, cpuEach },
      ...{ p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000, lost: expected - received },
    };
  } finally {
    for (const name of [group, `${group}, first`]) await load.order({ do: "close", group: name });
  }
}
