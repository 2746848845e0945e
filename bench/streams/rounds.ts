import { cpuMicros } from "./cpu";
import type { LoadProcess } from "./load-process";
import type { Subject } from "./subjects";
import type { Audience } from "./wire";

export interface Round {
  /** Microseconds of the server's CPU for each received event. */
  cpuPerDelivery: number;
  /** Milliseconds from publishing to receipt. */
  p50: number;
  p99: number;
  lost: number;
}

export interface Rate {
  audience: Audience;
  perSecond: number;
  seconds: number;
}

/** Returns the milliseconds until all are open. Throws when one was refused. */
export async function openStreams(
  load: LoadProcess,
  subject: Subject,
  { group, audience, count }: { group: string; audience: Audience; count: number },
): Promise<number> {
  const streams = await subject.streams(audience, count);
  const { ms, open, failures } = await load.order({
    do: "open",
    group,
    port: subject.port,
    streams,
    atOnce: 50,
  });
  if (open !== count)
    throw new Error(`${subject.name}: ${open} of ${count} streams opened; ${failures.join("; ")}`);
  return ms;
}

export async function measureRound(
  load: LoadProcess,
  subject: Subject,
  group: string,
  clients: number,
  { audience, perSecond, seconds }: Rate,
): Promise<Round> {
  await load.order({ do: "count", group });
  const before = cpuMicros(subject.pid);
  const emitted = await subject.emit({ audience, perSecond, seconds, clients });
  const expected = emitted * (audience === "one" ? clients : 1);
  const { received, p50, p99 } = await load.order({ do: "report", group, expected });
  return {
    cpuPerDelivery: (cpuMicros(subject.pid) - before) / received,
    p50: p50 / 1_000,
    p99: p99 / 1_000,
    lost: expected - received,
  };
}
