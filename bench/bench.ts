import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { endInOrder } from "../scripts/end-in-order";
import { measureBoard } from "./board/measure-board";
import { chatFiguresSchema } from "./chat/figures";
import { measureClicks } from "./clicks/measure-clicks";
import { measureDispatch } from "./dispatch/measure-dispatch";
import { dispatchTables } from "./dispatch/report";
import { readMdrp } from "./dispatch/town/mdrp";
import type { BenchFigures, SubjectFigures } from "./figures";
import { measureMap } from "./map/measure-map";
import { measureEditor } from "./menu-editor/measure-editor";
import { notificationFiguresSchema } from "./notifications/figures";
import { orderSearchSchema } from "./order-search/figures";
import { commandFiguresSchema, restFiguresSchema } from "./orders/figures";
import { measurePositions, type PositionFigures } from "./positions/measure-positions";
import { reactionFiguresSchema } from "./reactions/figures";
import {
  boardRows,
  broadcastRows,
  chatRows,
  editorRows,
  goalsOf,
  mapRows,
  menuRows,
  notificationRows,
  orderSearchRows,
  positionRows,
  reactionRows,
  rowsAsText,
  storeFiguresRows,
  stormRows,
  tableOf,
} from "./report";
import { storeFiguresSchema } from "./store-figures/figures";
import { startLoad } from "./streams/load-process";
import { measureBroadcast } from "./streams/measure-broadcast";
import { measureDeliveries } from "./streams/measure-deliveries";
import type { FanOutFigures } from "./streams/measure-fan-out";
import { measureIdle } from "./streams/measure-idle";
import { measureMenu } from "./streams/measure-menu";
import { measureReplay } from "./streams/measure-replay";
import { measureStorm, type StormFigures } from "./streams/measure-storm";
import type { Rate } from "./streams/rounds";
import { buildStage, type Stage } from "./streams/stage";
import { type Subject, startInNext, startPlain } from "./streams/subjects";
import { buildBenchApp } from "./support/bench-app";
import { METRICS_TOKEN } from "./support/counters";

/**
 * `npm run bench [-- --quick] [--json FILE]`: measures the figures in docs/operations.md, with peers beside them.
 * `--only menu` measures one part; see `ALONE`. `--only dispatch --mdrp URL` takes the days of dispatch from public instances
 * of the meal delivery routing problem, by the address or folder of one.
 */

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string" },
    mdrp: { type: "string" },
  },
});
const scale = values.quick
  ? {
      clients: 1_000,
      rounds: 1,
      seconds: 2,
      idle: [1_000],
      clicks: 20,
      orderSeconds: 2,
      storm: 1_000,
      menus: 1_000,
      positions: { count: 200, rounds: 2 },
      dishes: 200,
      boardEvents: 50,
      declined: 50,
      placed: 20_000,
      found: 50_000,
      dispatch: { days: 1, steps: 60, moments: 2 },
    }
  : {
      clients: 1_000,
      rounds: 5,
      seconds: 5,
      idle: [1_000, 10_000],
      clicks: 100,
      orderSeconds: 8,
      storm: 8_000,
      menus: 10_000,
      positions: { count: 1_000, rounds: 6 },
      dishes: 1_000,
      boardEvents: 600,
      declined: 500,
      placed: 100_000,
      found: 1_000_000,
      dispatch: { days: 5, steps: 300, moments: 6 },
    };

const RATES: Rate[] = [
  { audience: "one", perSecond: 10, seconds: scale.seconds },
  { audience: "one", perSecond: 50, seconds: scale.seconds },
  { audience: "own", perSecond: 50, seconds: scale.seconds },
  { audience: "own", perSecond: 200, seconds: scale.seconds },
];
/** Each stream of the peer takes one connection to Redis; neither a Redis nor a process gives more. */
const MOST_PEER_STREAMS = 1_000;

const say = (what: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`);

function starters(stage: Stage): (() => Promise<Subject>)[] {
  return [
    () => startInNext("platewire", stage.shim, {}),
    () => startPlain("raw"),
    () => startPlain("better-sse"),
    () => startInNext("upstash", stage.shim, {}),
  ];
}

async function measureSubjects(stage: Stage): Promise<SubjectFigures[]> {
  const starts = starters(stage);
  const subjects: Subject[] = [];
  const stopAll = () => Promise.all(subjects.splice(0).map((subject) => subject.stop()));
  try {
    for (const start of starts) subjects.push(await start());
    say("Deliveries");
    const deliveries = await measureDeliveries(stage, subjects, { ...scale, rates: RATES });
    say("Replay");
    const measured: SubjectFigures[] = [];
    for (const subject of subjects) {
      const figures = deliveries.get(subject.name);
      if (figures === undefined) throw new Error(`${subject.name} was not measured`);
      const replay = await measureReplay(stage, subject);
      measured.push({ name: subject.name, deliveries: figures, replay, idle: [] });
    }
    await stopAll();
    for (const streams of scale.idle)
      for (const [n, start] of starts.entries()) {
        const figures = measured[n];
        if (figures === undefined || (figures.name === "@upstash/realtime" && streams > MOST_PEER_STREAMS))
          continue;
        say(`${streams} idle streams, ${figures.name}`);
        figures.idle.push(await measureIdle(stage, start, streams));
      }
    return measured;
  } finally {
    await stopAll();
  }
}

async function measureOwnStorm(): Promise<StormFigures> {
  const load = startLoad();
  const subject = await startInNext("platewire", undefined, {});
  try {
    return await measureStorm(load, subject, scale.storm);
  } finally {
    await subject.stop();
    load.stop();
  }
}

async function measureOwnFanOut(measure: typeof measureMenu): Promise<FanOutFigures> {
  const load = startLoad();
  const subject = await startInNext("platewire", undefined, { METRICS_TOKEN });
  try {
    return await measure(load, subject, scale.menus);
  } finally {
    await subject.stop();
    load.stop();
  }
}

async function measureOwnPositions(): Promise<PositionFigures> {
  const load = startLoad();
  const subject = await startInNext("platewire", undefined, {});
  try {
    return await measurePositions(load, subject, scale.positions);
  } finally {
    await subject.stop();
    load.stop();
  }
}

/** Runs in its own process, so that its CPU account holds nothing else of this run. */
async function measureOrders(
  what: "commands" | "rest" | "reactions" | "notifications" | "figures" | "search" | "chat",
  ...more: string[]
): Promise<unknown> {
  const program = [
    "--import",
    "tsx",
    "bench/orders/measure.ts",
    what,
    "--seconds",
    String(scale.orderSeconds),
    "--orders",
    String(scale.declined),
  ];
  const child = spawn(process.execPath, [...program, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TSX_TSCONFIG_PATH: "bench/tsconfig.json", LOG_LEVEL: "silent" },
  });
  const end = () => child.kill();
  process.once("exit", end);
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  process.removeListener("exit", end);
  return JSON.parse(output);
}

const readReactions = async (...more: string[]) =>
  reactionFiguresSchema.parse(await measureOrders("reactions", ...more));
const readStoreFigures = async (...more: string[]) =>
  storeFiguresSchema.parse(await measureOrders("figures", ...more, "--orders", String(scale.placed)));
const readOrderSearch = async (...more: string[]) =>
  orderSearchSchema.parse(await measureOrders("search", ...more, "--orders", String(scale.found)));
const readNotifications = async (...more: string[]) =>
  notificationFiguresSchema.parse(await measureOrders("notifications", ...more));

const readChat = async (...more: string[]) => chatFiguresSchema.parse(await measureOrders("chat", ...more));

async function onBoth<Figures>(
  measure: (...more: string[]) => Promise<Figures>,
): Promise<{ embedded: Figures; server: Figures }> {
  const embedded = await measure();
  const stage = await buildStage();
  try {
    return { embedded, server: await measure("--server", stage.server) };
  } finally {
    await stage.stop();
  }
}

const measureOwnDispatch = async () =>
  measureDispatch(scale.dispatch, say, values.mdrp === undefined ? [] : [await readMdrp(values.mdrp)]);

/** Parts that `--only` measures alone, each with its tables. */
const ALONE: Record<string, () => Promise<string[][][]>> = {
  storm: async () => [stormRows(await measureOwnStorm())],
  menu: async () => [menuRows(await measureOwnFanOut(measureMenu))],
  broadcast: async () => [broadcastRows(await measureOwnFanOut(measureBroadcast))],
  positions: async () => [positionRows(await measureOwnPositions())],
  board: async () => [boardRows(await measureBoard(scale.boardEvents))],
  map: async () => [mapRows(await measureMap())],
  editor: async () => [editorRows(await measureEditor(scale.dishes))],
  reactions: async () => [reactionRows(await onBoth(readReactions))],
  notifications: async () => [notificationRows(await onBoth(readNotifications))],
  chat: async () => [chatRows(await onBoth(readChat))],
  figures: async () => [storeFiguresRows(await onBoth(readStoreFigures))],
  search: async () => [orderSearchRows(await onBoth(readOrderSearch))],
  dispatch: async () => dispatchTables(await measureOwnDispatch()),
};

async function measureAlone(part: string): Promise<string> {
  const measure = ALONE[part];
  if (measure === undefined) throw new Error(`--only takes one of ${Object.keys(ALONE).join(", ")}`);
  return (await measure()).map(rowsAsText).join("\n\n");
}

async function measureAll(): Promise<BenchFigures> {
  say("Building");
  const root = await buildBenchApp();
  say("Clicks, embedded");
  const embeddedClicks = await measureClicks({}, scale.clicks);
  say("Orders, embedded");
  const embedded = commandFiguresSchema.parse(await measureOrders("commands"));
  say(`${scale.storm} streams at once, embedded`);
  const storm = await measureOwnStorm();
  say(`A change on ${scale.menus} open menus, embedded`);
  const menu = await measureOwnFanOut(measureMenu);
  say(`A broadcast to ${scale.menus} streams, embedded`);
  const broadcast = await measureOwnFanOut(measureBroadcast);
  say(`Positions of ${scale.positions.count} riders, embedded`);
  const positions = await measureOwnPositions();
  say(`A menu of ${scale.dishes} dishes in its editor, embedded`);
  const editor = await measureEditor(scale.dishes);
  say("A board of 150 tickets, embedded");
  const board = await measureBoard(scale.boardEvents);
  say("A map with riders who move");
  const map = await measureMap();
  say("Reactions, embedded");
  const embeddedReactions = await readReactions();
  say("Notifications, embedded");
  const embeddedNotifications = await readNotifications();
  say("Chats, embedded");
  const embeddedChat = await readChat();
  say("Figures of a store, embedded");
  const embeddedFigures = await readStoreFigures();
  const dispatch = await measureOwnDispatch();
  const stage = await buildStage();
  try {
    say("Orders, PostgreSQL");
    const onServer = ["--server", stage.server];
    const server = commandFiguresSchema.parse(await measureOrders("commands", ...onServer));
    const rest = restFiguresSchema.parse(await measureOrders("rest", ...onServer, "--root", root));
    say("Reactions, PostgreSQL");
    const serverReactions = await readReactions(...onServer);
    say("Notifications, PostgreSQL");
    const serverNotifications = await readNotifications(...onServer);
    say("Chats, PostgreSQL");
    const serverChat = await readChat(...onServer);
    say("Figures of a store, PostgreSQL");
    const serverFigures = await readStoreFigures(...onServer);
    say("Clicks, PostgreSQL and Redis");
    const { url, token } = stage.shim;
    const distributed = await measureClicks(
      { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token },
      scale.clicks,
    );
    return {
      subjects: await measureSubjects(stage),
      storm,
      menu,
      broadcast,
      positions,
      editor,
      board,
      map,
      clicks: { embedded: embeddedClicks, distributed },
      orders: { embedded, server, rest },
      reactions: { embedded: embeddedReactions, server: serverReactions },
      notifications: { embedded: embeddedNotifications, server: serverNotifications },
      chat: { embedded: embeddedChat, server: serverChat },
      storeFigures: { embedded: embeddedFigures, server: serverFigures },
      dispatch,
    };
  } finally {
    await stage.stop();
  }
}

endInOrder();
const about = `${cpus().length} cores, Node ${process.versions.node}, medians`;
if (values.only !== undefined) process.stdout.write(`\n${about}\n\n${await measureAlone(values.only)}\n`);
else {
  const figures = await measureAll();
  process.stdout.write(`\n${about}\n\n${tableOf(figures)}\n`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ ...figures, goals: goalsOf(figures) }, null, 2)}\n`);
}
