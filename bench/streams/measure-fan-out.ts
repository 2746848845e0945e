import { setTimeout as pause } from "node:timers/promises";
import { readCounters } from "../support/counters";
import { cpuMicros } from "./cpu";
import type { LoadProcess } from "./load-process";
import type { Stamp } from "./load-protocol";
import type { Subject } from "./subjects";

export interface FanOutFigures {
  streams: number;
  changes: number;
  /** Milliseconds from the request of the change to its arrival. */
  p50: number;
  p95: number;
  p99: number;
  /** Microseconds of CPU of the server's process for each arrival. */
  cpuEach: number;
  /** Events encoded during the changes, for each change: 1, however many streams are open. */
  encodings: number;
  lost: number;
}

const CHANGES = 10;
const GAP_MS = 1_000;

interface FanOut {
  group: string;
  streams: number;
  /** Added to the streams' path. */
  query: string;
  stamp: Stamp;
  /** Makes one event for all streams, whose stamp is the time of the request. */
  change: () => Promise<void>;
}

/** Makes ten events, one a second, that all streams get. */
export async function measureFanOut(
  load: LoadProcess,
  subject: Subject,
  { group, streams, query, stamp, change }: FanOut,
): Promise<FanOutFigures> {
  const origin = `http://127.0.0.1:${subject.port}`;
  try {
    const open = (await subject.streams("one", streams)).map(({ path, headers }) => ({
      path: `${path}${query}`,
      headers,
    }));
    const { open: opened } = await load.order({
      do: "open",
      group,
      port: subject.port,
      streams: open,
      atOnce: 100,
      stamp,
    });
    await change();
    await pause(GAP_MS);
    const encodedBefore = (await readCounters(origin))("events_encoded_total");
    await load.order({ do: "count", group });
    const before = cpuMicros(subject.pid);
    for (let n = 0; n < CHANGES; n++) {
      await change();
      await pause(GAP_MS);
    }
    const expected = CHANGES * opened;
    const { received, p50, p95, p99 } = await load.order({ do: "report", group, expected });
    const cpuEach = (cpuMicros(subject.pid) - before) / expected;
    const encoded = (await readCounters(origin))("events_encoded_total") - encodedBefore;
    return {
      ...{ streams, changes: CHANGES },
      ...{ p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000 },
      ...{ cpuEach, encodings: encoded / CHANGES },
      lost: CHANGES * streams - received,
    };
  } finally {
    await load.order({ do: "close", group });
  }
}
