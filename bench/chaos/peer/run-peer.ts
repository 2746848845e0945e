import { fork } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startBenchApp } from "../../support/bench-app";
import { askChild } from "../ask-child";
import { direct } from "../director";
import { type FaultKind, LINE_FAULTS, PEER_FAULTS } from "../fault-kinds";
import { addVerdicts, judge, type LogRow, type Verdict } from "../judge";
import type { Options } from "../options";
import { planFaults } from "../plan";
import type { PeerOutcome } from "../report";
import { onStage, type Stage } from "../stage";
import { type Emissions, emitOn } from "./emitters";
import { type Order, openedSchema, type PeerRecord, reportSchema } from "./protocol";
import { readStreams } from "./streams";

/** Runs the scenario against `@upstash/realtime` in the same Next server, without the faults that it cannot express. */

const STORES = 4;
/** Each reader of the peer needs one upstream per channel. */
const MOST_CLIENTS = 100;
const QUICK_CLIENTS = 30;
/** The peer's client replaces a silent connection after 75 s; events that arrive then are not lost. */
const SETTLE_MS = 95_000;
const QUICK_SETTLE_MS = 10_000;
const LOOK_MS = 1_000;
/** The peer's client cannot be made to reconnect from outside. */
const kindsOf = (quick: boolean): FaultKind[] => [
  ...LINE_FAULTS.filter((kind) => kind !== "client_drop" && !(quick && kind === "line_silent")),
  ...PEER_FAULTS,
];

const storeChannel = (n: number) => `bench-store-${n % STORES}`;

function verdictOf(
  records: readonly PeerRecord[],
  streams: Awaited<ReturnType<typeof readStreams>>,
  emissions: Emissions,
): Verdict {
  const verdicts = records.map(({ channel, handed }) => {
    const emitted = streams.get(channel) ?? [];
    const rankOf = new Map(emitted.map(({ n }, index) => [n, index + 1]));
    const log: LogRow[] = emitted.map(({ n, at }, index) => ({
      offset: index + 1,
      digest: n,
      at,
      isOwed: emissions.accepted.has(n),
    }));
    const entries = handed.flatMap(({ n, at }) => {
      const offset = rankOf.get(n);
      return offset === undefined ? [] : [{ kind: "event" as const, offset, digest: n, at, line: 1 }];
    });
    return judge(0, log, entries, { dropsSeen: false });
  });
  return addVerdicts(verdicts);
}

async function play(stage: Stage, options: Options, tell: (words: string) => void): Promise<PeerOutcome> {
  const clients = Math.min(options.clients, options.quick ? QUICK_CLIENTS : MOST_CLIENTS);
  const readers = Array.from({ length: clients }, (_, n) => [storeChannel(n), `bench-user-${n}`]);
  const channels = [...new Set(readers.flat())];
  const stores = channels.filter((name) => name.startsWith("bench-store"));
  const child = fork(resolve("bench/chaos/peer/pages.tsx"), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const stop = () => void child.kill();
  process.once("exit", stop);
  const emissions: Emissions = { accepted: new Map(), failed: 0 };
  const ending = new AbortController();
  try {
    await askChild(child, { op: "open", url: stage.balancer.url, readers } satisfies Order, openedSchema);
    tell(`@upstash/realtime: ${clients} readers are connected; things go wrong now.`);
    const kinds = kindsOf(options.quick);
    const plan = planFaults({ ...options, kinds: PEER_FAULTS, linesPerSecond: 0.4 }).filter(({ kind }) =>
      kinds.includes(kind),
    );
    const weighted = [...Array.from({ length: clients }, () => stores).flat(), ...channels];
    const emitting = emitOn(
      { ...options, url: stage.balancer.url, channels: weighted },
      emissions,
      ending.signal,
    );
    const drop = () => undefined;
    const happened = await direct({ stage, readers: [], drop, tell: options.verbose ? tell : drop }, plan);
    ending.abort();
    await emitting;
    const owed = [...emissions.accepted.values()]
      .map((channel) => readers.filter((own) => own.includes(channel)).length)
      .reduce((sum, count) => sum + count, 0);
    const judgeNow = async () => {
      const { records } = await askChild(child, { op: "report" } satisfies Order, reportSchema);
      return verdictOf(records, await readStreams(stage.redis.port, channels), emissions);
    };
    const until = Date.now() + (options.quick ? QUICK_SETTLE_MS : SETTLE_MS);
    let verdict = await judgeNow();
    while (verdict.lost > 0 && Date.now() < until) {
      await pause(LOOK_MS);
      verdict = await judgeNow();
    }
    const note =
      `its own client (React provider and hook), history on, ${clients} readers of two channels each; ` +
      `${owed} deliveries were answered for, ${emissions.failed} emissions failed and are not owed.`;
    return { verdict, clients, happened, kinds, failedEmissions: emissions.failed, note };
  } finally {
    ending.abort();
    process.off("exit", stop);
    stop();
  }
}

export function runPeer(options: Options, tell: (words: string) => void): Promise<PeerOutcome> {
  return onStage({ processes: options.processes, start: startBenchApp }, (stage) =>
    play(stage, options, tell),
  );
}
