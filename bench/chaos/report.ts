import { FAULT_KINDS, type FaultKind } from "./fault-kinds";
import type { Verdict } from "./judge";
import type { Options } from "./options";
import type { TownVerdict } from "./riders/check-town";
import type { Outcome } from "./run";

export type Happened = ReadonlyMap<FaultKind, number>;

export interface PeerOutcome {
  verdict: Verdict;
  clients: number;
  happened: Happened;
  kinds: readonly FaultKind[];
  /** Not owed. */
  failedEmissions: number;
  note: string;
}

const FIGURES = [
  ["owed", "events owed"],
  ["received", "received"],
  ["lost", "lost"],
  ["doubled", "doubled"],
  ["inverted", "inverted"],
  ["altered", "altered"],
  ["resets", "resets"],
  ["longest_silence_ms", "longest silence, ms"],
  ["wire_repeats", "repeated on the wire, dropped by their offset"],
  ["reset_skipped", "passed over by a reset, not owed"],
] as const satisfies readonly (readonly [keyof Verdict, string])[];

const NAME_WIDTH = 46;
const WIDTH = 18;

const number = (value: number) => Math.round(value).toLocaleString("en");
const row = (name: string, ...cells: string[]) =>
  `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(WIDTH)).join("")}`;

const countsOf = (happened: Happened, kinds: readonly FaultKind[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, happened.get(kind) ?? 0]));

export function missingFaults({ happened }: Outcome): FaultKind[] {
  return FAULT_KINDS.filter((kind) => (happened.get(kind) ?? 0) === 0);
}

export function isKept({ verdict, writes, town, ...outcome }: Outcome): boolean {
  const { lost, doubled, inverted, altered } = verdict;
  return (
    lost + doubled + inverted + altered + writes.faults.length + town.faults.length === 0 &&
    verdict.received > 0 &&
    missingFaults({ verdict, writes, town, ...outcome }).length === 0
  );
}

export function reportJson(options: Options, outcome: Outcome, peer: PeerOutcome | null): object {
  const { verdict, writes, town, happened, tallies, seconds } = outcome;
  return {
    owed: verdict.owed,
    received: verdict.received,
    lost: verdict.lost,
    doubled: verdict.doubled,
    inverted: verdict.inverted,
    resets: verdict.resets,
    longest_silence_ms: Math.round(verdict.longest_silence_ms),
    faults: countsOf(happened, FAULT_KINDS),
    altered: verdict.altered,
    wire_repeats: verdict.wire_repeats,
    reset_skipped: verdict.reset_skipped,
    writes,
    riders: town,
    seed: options.seed,
    clients: options.clients,
    writers: options.writers,
    processes: options.processes,
    seconds: Math.round(seconds),
    counted: Object.fromEntries([...tallies].sort()),
    peer: peer && {
      name: "@upstash/realtime",
      ...peer.verdict,
      longest_silence_ms: Math.round(peer.verdict.longest_silence_ms),
      clients: peer.clients,
      failed_emissions: peer.failedEmissions,
      faults: countsOf(peer.happened, peer.kinds),
      note: peer.note,
    },
  };
}

function verdictRows(outcome: Outcome, peer: PeerOutcome | null): string[] {
  return [
    row("", "Platewire", ...(peer ? ["@upstash/realtime"] : [])),
    ...FIGURES.map(([key, name]) =>
      row(name, number(outcome.verdict[key]), ...(peer ? [number(peer.verdict[key])] : [])),
    ),
  ];
}

function faultRows(outcome: Outcome, peer: PeerOutcome | null): string[] {
  return [
    "What went wrong, and how many lines, messages, requests or processes it affected",
    ...FAULT_KINDS.map((kind) => {
      const other = peer?.kinds.includes(kind) === true ? number(peer.happened.get(kind) ?? 0) : "–";
      return row(`  ${kind}`, number(outcome.happened.get(kind) ?? 0), ...(peer ? [other] : []));
    }),
  ];
}

function townRow({ orders, delivered, offers, longestUnownedMs }: TownVerdict): string {
  const ends = Object.entries(offers).map(([status, count]) => `${number(count)} ${status}`);
  return (
    `Riders: ${number(orders)} orders, ${number(delivered)} brought; offers: ${ends.join(", ")}; ` +
    `longest without an owner, ms: ${number(longestUnownedMs)}.`
  );
}

export function reportTable(options: Options, outcome: Outcome, peer: PeerOutcome | null): string {
  const { writes, town, tallies, seconds } = outcome;
  const { accepted, said, talks, refused, retries, sentTwice, unanswered } = writes;
  const missing = missingFaults(outcome);
  return [
    "",
    `Chaos, seed ${options.seed}: ${options.processes} processes, ${options.clients} clients, ${options.writers} writers, ${number(seconds)} s`,
    "",
    ...verdictRows(outcome, peer),
    "",
    ...faultRows(outcome, peer),
    "",
    `Writes: ${number(accepted)} accepted, ${number(refused)} refused, ${number(retries)} sent again, ${number(sentTwice)} sent twice at once, ${number(unanswered)} without an answer.`,
    `Chat: ${number(said)} messages in ${number(talks)} chats.`,
    townRow(town),
    `Readers: ${[...tallies]
      .sort()
      .map(([what, times]) => `${what} ${number(times)}`)
      .join(", ")}.`,
    ...(peer ? [`@upstash/realtime: ${peer.note}`] : []),
    ...writes.faults.slice(0, 20),
    ...town.faults.slice(0, 20),
    ...(missing.length > 0 ? [`Never happened: ${missing.join(", ")}.`] : []),
    "",
    isKept(outcome)
      ? "Nothing lost, nothing doubled, nothing out of order; every accepted write is there once."
      : "The promise was not kept.",
  ].join("\n");
}
