import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { cpuMicros } from "../streams/cpu";
import type { LoadProcess } from "../streams/load-process";
import { SPEED_LIMIT, SPEED_UNIT } from "../streams/load-protocol";
import type { Subject } from "../streams/subjects";
import { monotonicMicros } from "../streams/wire";

export interface PositionFigures {
  riders: number;
  watchers: number;
  uploads: number;
  /** Microseconds of CPU of the server's process for each upload, with its deliveries. */
  cpuEach: number;
  /** Milliseconds from sending an upload to its answer. */
  answered: { p50: number; p95: number };
  /** Milliseconds from sending an upload to its arrival at a watcher. */
  delivered: { p50: number; p95: number; p99: number };
  lost: number;
}

const ridesAnswer = z.object({
  rides: z
    .array(
      z.object({
        tracking: z.string().max(200),
        order: z.string().max(100),
        customer: z.string().max(100),
      }),
    )
    .max(10_000),
});
type Ride = z.infer<typeof ridesAnswer>["rides"][number];

const WATCHERS = 3;
const EVERY_MS = 5_000;
const SETTLE_MS = 2_000;
const acceptedAnswer = z.object({ data: z.object({ accepted: z.number() }) });

async function makeRides(origin: string, count: number): Promise<Ride[]> {
  const response = await fetch(`${origin}/api/bench/riders`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ count }),
  });
  if (!response.ok) throw new Error(`The riders were answered ${response.status}: ${await response.text()}`);
  return ridesAnswer.parse(await response.json()).rides;
}

/** The speed carries the time of sending. Returns the milliseconds until the answer. */
async function upload(origin: string, { tracking }: Ride, seq: number): Promise<number> {
  const began = performance.now();
  const point = {
    ...{ seq, lat: 54.32 + seq * 0.0001, lng: 10.13, accuracy: 5, heading: 0 },
    ...{ speed: (monotonicMicros() % SPEED_LIMIT) / SPEED_UNIT, at: new Date().toISOString() },
  };
  const response = await fetch(`${origin}/api/riders/me/positions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${tracking}`, "Content-Type": "application/json" },
    body: JSON.stringify({ points: [point] }),
  });
  const { data } = acceptedAnswer.parse(await response.json());
  if (data.accepted !== 1) throw new Error("A position was not accepted");
  return performance.now() - began;
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Each of `count` riders reports every five seconds, and three pages of the customer watch each of them. */
export async function measurePositions(
  load: LoadProcess,
  subject: Subject,
  { count, rounds }: { count: number; rounds: number },
): Promise<PositionFigures> {
  const group = `positions ${subject.name}`;
  const origin = `http://127.0.0.1:${subject.port}`;
  const rides = await makeRides(origin, count);
  const streams = rides.flatMap(({ order, customer }) =>
    Array.from({ length: WATCHERS }, () => ({
      path: `/api/events/stream?channels=order:${order}`,
      headers: [`Authorization: Bearer ${customer}`],
    })),
  );
  try {
    const opened = await load.order({
      ...{ do: "open", group, streams, atOnce: 50 },
      ...{ port: subject.port, stamp: "speed" },
    });
    if (opened.open !== streams.length)
      throw new Error(`${opened.open} of ${streams.length} watchers; ${opened.failures.join("; ")}`);
    const answers: number[] = [];
    const round = async (seq: number) => {
      const began = performance.now();
      const running: Promise<number>[] = [];
      for (const [index, ride] of rides.entries()) {
        const wait = began + (index * EVERY_MS) / count - performance.now();
        if (wait > 0) await pause(wait);
        running.push(upload(origin, ride, seq));
      }
      answers.push(...(await Promise.all(running)));
    };
    await round(1);
    answers.length = 0;
    // Events of the first round that the throttle holds back are not counted.
    await pause(SETTLE_MS);
    await load.order({ do: "count", group });
    const before = cpuMicros(subject.pid);
    for (let n = 0; n < rounds; n++) await round(n + 2);
    const uploads = count * rounds;
    const expected = uploads * WATCHERS;
    const { received, p50, p95, p99 } = await load.order({ do: "report", group, expected });
    const cpuEach = (cpuMicros(subject.pid) - before) / uploads;
    answers.sort((one, other) => one - other);
    return {
      ...{ riders: count, watchers: WATCHERS, uploads, cpuEach },
      answered: { p50: percentile(answers, 0.5), p95: percentile(answers, 0.95) },
      delivered: { p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000 },
      lost: expected - received,
    };
  } finally {
    await load.order({ do: "close", group });
  }
}
