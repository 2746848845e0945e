import { setTimeout as pause } from "node:timers/promises";
import { direct } from "./director";
import { type FaultKind, STAGE_FAULTS } from "./fault-kinds";
import { type Fleet, launchFleet } from "./fleet";
import type { ReaderRecord } from "./fleet-protocol";
import { addVerdicts, judge, type LogRow, type Verdict } from "./judge";
import { Ledger } from "./ledger";
import type { Options } from "./options";
import { type PlannedFault, planFaults } from "./plan";
import { checkTown, type TownVerdict } from "./riders/check-town";
import { type Life, openTown } from "./riders/open-town";
import { DEAD_AFTER_MS, onStage, type Stage } from "./stage";
import { countBehind, readHeads, readLog } from "./truth";
import { makeWorld, type World } from "./world";
import { checkWrites, type WriteVerdict } from "./write-check";
import { openStandingOrders, writeOn } from "./writers";

export interface Outcome {
  verdict: Verdict;
  town: TownVerdict;
  writes: WriteVerdict & Pick<Ledger, "refused" | "retries" | "sentTwice" | "unanswered">;
  happened: Map<FaultKind, number>;
  tallies: Map<string, number>;
  seconds: number;
}

/** Streams also reach their own time limit within the run. */
const STREAM_MAX_SECONDS = "20";
const LONGEST_WRITING_MS = 20 * 60_000;
const LOOK_MS = 1_000;
/** Longest wait for outstanding events after the last write. */
const SETTLE_MS = 30_000;
const SILENT_LOOKS = 4;

type Tell = (words: string) => void;

interface ReaderVerdict {
  reader: number;
  channel: string;
  verdict: Verdict;
}

const TOLD_SILENCES = 12;

const channelsOf = (world: World) => [...new Set(world.readers.flatMap(({ channels }) => channels))];

async function owedSoFar({ db }: Stage, world: World, from: ReadonlyMap<string, number>): Promise<number> {
  const heads = await readHeads(db, [...from.keys()]);
  const behind = (channel: string) => (heads.get(channel) ?? 0) - (from.get(channel) ?? 0);
  return world.readers.flatMap(({ channels }) => channels).reduce((sum, name) => sum + behind(name), 0);
}

async function waitUntil(isSo: () => Promise<boolean>, patience: number): Promise<void> {
  const until = Date.now() + patience;
  while (!(await isSo()) && Date.now() < until) await pause(LOOK_MS);
}

/** Repeats count as received too, so the total alone is not sufficient. */
async function settle(fleet: Fleet, owed: number): Promise<void> {
  let last = 0;
  let silentLooks = 0;
  await waitUntil(async () => {
    const received = await fleet.received();
    silentLooks = received === last ? silentLooks + 1 : 0;
    last = received;
    return received >= owed && silentLooks >= SILENT_LOOKS;
  }, SETTLE_MS);
}

function judgeReaders(
  world: World,
  from: ReadonlyMap<string, number>,
  log: ReadonlyMap<string, LogRow[]>,
  records: readonly ReaderRecord[],
  options: Options,
): ReaderVerdict[] {
  const entries = new Map(records.map((record) => [`${record.reader} ${record.channel}`, record.entries]));
  return world.readers.flatMap(({ id, channels }) =>
    channels.map((channel) => {
      const start = from.get(channel) ?? 0;
      const rows = (log.get(channel) ?? []).filter(({ offset }) => offset > start);
      const got = entries.get(`${id} ${channel}`) ?? [];
      const verdict = judge(start, rows, got, { dropsSeen: options.break !== "dedupe" });
      return { reader: id, channel, verdict };
    }),
  );
}

function tellSilences(verdicts: readonly ReaderVerdict[], startedAt: number, tell: Tell): void {
  const longest = [...verdicts].sort((a, b) => b.verdict.longest_silence_ms - a.verdict.longest_silence_ms);
  for (const { reader, channel, verdict } of longest.slice(0, TOLD_SILENCES)) {
    const { longest_silence_ms: ms, longest_silence_at: at } = verdict;
    tell(`  ${((at - startedAt) / 1_000).toFixed(1)} s: reader ${reader} waited ${ms} ms on ${channel}`);
  }
}

interface Played extends Pick<Outcome, "happened" | "seconds"> {
  ledger: Ledger;
  life: Life;
  from: Map<string, number>;
  startedAt: number;
}

async function perform(
  stage: Stage,
  world: World,
  fleet: Fleet,
  plan: readonly PlannedFault[],
  options: Options,
  tell: Tell,
): Promise<Played> {
  const { url } = stage.balancer;
  const ledger = new Ledger();
  const from = await readHeads(stage.db, channelsOf(world));
  const startedAt = Date.now();
  await openStandingOrders(world, url, ledger);
  const ending = new AbortController();
  const writing = writeOn(world, { ...options, url }, ledger, ending.signal);
  const life = openTown(stage.db, world.riderStores, { seed: options.seed, url });
  try {
    const readers = world.readers.map(({ id }) => id);
    const happened = await direct({ stage, readers, drop: fleet.drop, tell }, plan);
    await waitUntil(
      async () => (await owedSoFar(stage, world, from)) >= options.events,
      LONGEST_WRITING_MS - (Date.now() - startedAt),
    );
    ending.abort();
    await writing;
    await life.end();
    // Events that reactions still append are owed, too.
    await waitUntil(async () => (await countBehind(stage.db)) === 0, SETTLE_MS);
    await settle(fleet, await owedSoFar(stage, world, from));
    return { happened, seconds: (Date.now() - startedAt) / 1_000, ledger, life, from, startedAt };
  } finally {
    ending.abort();
    life.abort();
  }
}

export async function runProduct(options: Options, tell: Tell): Promise<Outcome> {
  const tellMore: Tell = options.verbose ? tell : () => undefined;
  const plan = planFaults({
    seed: options.seed,
    seconds: options.seconds,
    kinds: STAGE_FAULTS,
    linesPerSecond: 0.4,
  });
  return onStage({ processes: options.processes, env: { STREAM_MAX_SECONDS } }, async (stage) => {
    const world = await makeWorld(stage.postgres.url, options.clients);
    const fleet = await launchFleet(world.readers, {
      url: stage.balancer.url,
      deadAfterMs: DEAD_AFTER_MS,
      broken: options.break,
      processes: options.quick ? 1 : 2,
    });
    try {
      tell(`${stage.postgres.version}; ${world.readers.length} readers are connected; things go wrong now.`);
      const { ledger, life, from, startedAt, ...played } = await perform(
        stage,
        world,
        fleet,
        plan,
        options,
        tellMore,
      );
      const { records, tallies } = await fleet.report();
      const log = await readLog(stage.db, [...from.keys()]);
      const { refused, retries, sentTwice, unanswered } = ledger;
      const verdicts = judgeReaders(world, from, log, records, options);
      tellSilences(verdicts, startedAt, tellMore);
      return {
        ...played,
        verdict: addVerdicts(verdicts.map(({ verdict }) => verdict)),
        town: await checkTown(stage.db, world.riderStores, life.logbook, life.watch),
        writes: { ...(await checkWrites(stage.db, world, ledger)), refused, retries, sentTwice, unanswered },
        tallies,
      };
    } finally {
      fleet.stop();
    }
  });
}
