import { dispatchTables } from "./dispatch/report";
import type { BenchFigures, SubjectFigures } from "./figures";
import type { OrderSearchFigures } from "./order-search/figures";
import type { ReactionFigures } from "./reactions/figures";
import type { Deliveries } from "./streams/measure-deliveries";
import type { FanOutFigures } from "./streams/measure-fan-out";

const ABSENT = "–";

function cell(value: number | undefined, unit = "", digits = 1): string {
  return value === undefined || Number.isNaN(value) ? ABSENT : `${value.toFixed(digits)}${unit}`;
}

export function rowsAsText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? "")].length)),
  );
  const line = (row: readonly string[]) =>
    row.map((text, n) => (n === 0 ? text.padEnd(widths[n] ?? 0) : text.padStart(widths[n] ?? 0))).join("  ");
  return rows.map(line).join("\n");
}

function audienceOf({ rate }: Deliveries): string {
  return `${rate.audience === "one" ? "one channel" : "own channels"}, ${rate.perSecond}/s`;
}

function subjectRows(subjects: readonly SubjectFigures[]): string[][] {
  const rows: string[][] = [["", ...subjects.map(({ name }) => name)]];
  const row = (label: string, of: (subject: SubjectFigures) => string) =>
    rows.push([label, ...subjects.map(of)]);
  for (const [n, sample] of (subjects[0]?.deliveries.deliveries ?? []).entries()) {
    const label = audienceOf(sample);
    const at = (subject: SubjectFigures) => subject.deliveries.deliveries[n];
    row(`CPU per delivery, ${label}`, (subject) => cell(at(subject)?.cpuPerDelivery, " µs"));
    row("  × raw Node http", (subject) => cell(at(subject)?.cpuToRaw, "", 2));
    row("  delivery p50", (subject) => cell(at(subject)?.p50, " ms"));
    row("  delivery p99", (subject) => cell(at(subject)?.p99, " ms"));
    row("  lost", (subject) => cell(at(subject)?.lost, "", 0));
  }
  row("time to connect 1,000", (subject) => cell(subject.deliveries.connectMs, " ms", 0));
  row("upstream connections for them", (subject) => cell(subject.deliveries.upstreams, "", 0));
  row("replay of 1,000 events to 100 clients", (subject) => cell(subject.replay?.ms, " ms", 0));
  row("  CPU per event", (subject) => cell(subject.replay?.cpuPerEvent, " µs"));
  row("  lost", (subject) => cell(subject.replay?.lost, "", 0));
  for (const streams of new Set(subjects.flatMap(({ idle }) => idle.map((one) => one.streams)))) {
    const at = ({ idle }: SubjectFigures) => idle.find((one) => one.streams === streams);
    const label = streams.toLocaleString("en");
    row(`memory per idle connection at ${label}`, (subject) => cell(at(subject)?.kilobytesEach, " KB", 0));
    row("  of it in the heap", (subject) => cell(at(subject)?.heapKilobytesEach, " KB", 0));
    row("  Redis commands in 10 s of heartbeats", (subject) => cell(at(subject)?.redisCommands, "", 0));
    row("  CPU of an idle one, per second", (subject) => cell(at(subject)?.cpuEach, " µs"));
    row("  event to all of them, p50", (subject) => cell(at(subject)?.p50, " ms"));
    row("  p95", (subject) => cell(at(subject)?.p95, " ms"));
    row("  p99", (subject) => cell(at(subject)?.p99, " ms"));
    row("  lost of three events to all", (subject) => cell(at(subject)?.lost, "", 0));
  }
  return rows;
}

const shareOf = ({ changesBeside, changesWithout }: ReactionFigures) => changesBeside / changesWithout;

function pathRows({ clicks, orders }: BenchFigures): string[][] {
  const { embedded, server, rest } = orders;
  return [
    ["", "embedded", "PostgreSQL + Redis"],
    ["click to the other screen, p50", cell(clicks.embedded.p50, " ms"), cell(clicks.distributed.p50, " ms")],
    ["  p99", cell(clicks.embedded.p99, " ms"), cell(clicks.distributed.p99, " ms")],
    [
      "  p50 of a bare server action that writes one row",
      cell(clicks.embedded.bareP50, " ms"),
      cell(clicks.distributed.bareP50, " ms"),
    ],
    [
      "order changes a second, commands",
      cell(embedded.changing.perSecond, "", 0),
      cell(server.changing.perSecond, "", 0),
    ],
    ["  the same in bare SQL", cell(embedded.bare.perSecond, "", 0), cell(server.bare.perSecond, "", 0)],
    [
      "orders placed a second",
      cell(embedded.placing.perSecond, "", 0),
      cell(server.placing.perSecond, "", 0),
    ],
    ["order changes a second, REST", ABSENT, cell(rest.changing.perSecond, "", 0)],
  ];
}

export function editorRows({ dishes, steps }: BenchFigures["editor"]): string[][] {
  return [
    [
      `A menu of ${dishes.toLocaleString("en")} dishes in its editor`,
      "longest task",
      "rounds with one over 50 ms",
    ],
    ...steps.map(({ name, longest, long, rounds }) => [
      name,
      longest === 0 ? "under 50 ms" : cell(longest, " ms", 0),
      `${long} of ${rounds}`,
    ]),
  ];
}

export function boardRows(board: BenchFigures["board"]): string[][] {
  return [
    [`A board with ${board.open} open tickets, ${board.perSecond} events a second, embedded`, ""],
    ["events", cell(board.events, "", 0)],
    ["from its arrival to the frame that shows it, p50", cell(board.paint.p50, " ms")],
    ["  p95", cell(board.paint.p95, " ms")],
    ["  of as many plain elements, p50", cell(board.plain.p50, " ms")],
    ["  p95", cell(board.plain.p95, " ms")],
    ["from the change on the server to that frame, p50", cell(board.whole.p50, " ms")],
    ["  p95", cell(board.whole.p95, " ms")],
    ["tasks of more than 100 ms", cell(board.long, "", 0)],
    ["longest task", board.longest === 0 ? "under 50 ms" : cell(board.longest, " ms", 0)],
  ];
}

export function mapRows(map: BenchFigures["map"]): string[][] {
  return [
    [`A map with ${map.riders} riders who move, CPU slowed ${map.slowed} ×, drawn in software`, ""],
    ["frames a second", cell(map.moving, "", 0)],
    ["  longest pause of 95 in 100", cell(map.pauseP95, " ms", 0)],
    ["  while the map is dragged", cell(map.dragged, "", 0)],
  ];
}

export function reactionRows({ embedded, server }: BenchFigures["reactions"]): string[][] {
  return [
    ["", "embedded", "PostgreSQL"],
    [
      "events a second through the reactions",
      cell(embedded.eventsPerSecond, "", 0),
      cell(server.eventsPerSecond, "", 0),
    ],
    [
      "order changes beside the reactions, × without them",
      cell(shareOf(embedded), "", 2),
      cell(shareOf(server), "", 2),
    ],
    ["  CPU of a change, × without them", cell(embedded.cpuRatio, "", 2), cell(server.cpuRatio, "", 2)],
    ["notifications, each owed and none twice", `${embedded.notifications}`, `${server.notifications}`],
  ];
}

export function chatRows({ embedded, server }: BenchFigures["chat"]): string[][] {
  const row = (what: string, pick: (figures: BenchFigures["chat"]["server"]) => string) => [
    what,
    pick(embedded),
    pick(server),
  ];
  return [
    [
      `${embedded.people} people chat at 5,000 messages a minute, each message read`,
      "embedded",
      "PostgreSQL",
    ],
    row("messages a minute", ({ perMinute }) => cell(perMinute, "", 0)),
    row("until a message is answered, p50", ({ answered }) => cell(answered.p50, " ms")),
    row("  p95", ({ answered }) => cell(answered.p95, " ms")),
    row("until its reader is told, p50", ({ delivered }) => cell(delivered.p50, " ms")),
    row("  p95", ({ delivered }) => cell(delivered.p95, " ms")),
    row("  p99", ({ delivered }) => cell(delivered.p99, " ms")),
    row("CPU of a message with its receipt and reactions", ({ cpuEach }) => cell(cpuEach / 1_000, " ms", 2)),
    row("rooms of which a channel lacks something", ({ wrong }) => cell(wrong, "", 0)),
  ];
}

export function notificationRows({ embedded, server }: BenchFigures["notifications"]): string[][] {
  return [
    ["", "embedded", "PostgreSQL"],
    [
      "notifications a second, to push service and mail server",
      cell(embedded.perSecond, "", 0),
      cell(server.perSecond, "", 0),
    ],
    ["  of", `${embedded.notifications}`, `${server.notifications}`],
    ["  pushes and mails, none lost, none twice", `${embedded.messages}`, `${server.messages}`],
    ["  until the last has arrived", cell(embedded.seconds, " s"), cell(server.seconds, " s")],
    ["  CPU each", cell(embedded.cpuEach, " ms", 2), cell(server.cpuEach, " ms", 2)],
  ];
}

export function storeFiguresRows({ embedded, server }: BenchFigures["storeFigures"]): string[][] {
  const rows = (of: "overYear" | "overMonth", where: string) => [
    [`${where}: a day with orders`, `${embedded[of].ordersOfDay}`, `${server[of].ordersOfDay}`],
    ["  its figures, p50", cell(embedded[of].day.p50, " ms"), cell(server[of].day.p50, " ms")],
    ["  p95", cell(embedded[of].day.p95, " ms"), cell(server[of].day.p95, " ms")],
    ["  a plain report in SQL, p50", cell(embedded[of].plain.p50, " ms"), cell(server[of].plain.p50, " ms")],
    ["  p95", cell(embedded[of].plain.p95, " ms"), cell(server[of].plain.p95, " ms")],
    ["  the page with 30 days, p50", cell(embedded[of].page.p50, " ms"), cell(server[of].page.p50, " ms")],
    ["  p95", cell(embedded[of].page.p95, " ms"), cell(server[of].page.p95, " ms")],
    [
      "  the page before any day was counted",
      cell(embedded[of].firstPageMs, " ms", 0),
      cell(server[of].firstPageMs, " ms", 0),
    ],
  ];
  return [
    [`Figures of a store with ${embedded.orders.toLocaleString("en")} orders`, "embedded", "PostgreSQL"],
    ...rows("overYear", "in a year"),
    ...rows("overMonth", "in 30 days"),
  ];
}

export function orderSearchRows({
  embedded,
  server,
}: Record<"embedded" | "server", OrderSearchFigures>): string[][] {
  const timesOf = ({ searches }: OrderSearchFigures, name: string) =>
    searches.find((one) => one.name === name);
  return [
    [`Search of ${embedded.orders.toLocaleString("en")} orders by`, "embedded", "PostgreSQL"],
    ...embedded.searches.flatMap(({ name, p50, p95 }) => [
      [`${name}, p50`, cell(p50, " ms"), cell(timesOf(server, name)?.p50 ?? Number.NaN, " ms")],
      ["  p95", cell(p95, " ms"), cell(timesOf(server, name)?.p95 ?? Number.NaN, " ms")],
    ]),
  ];
}

export function stormRows(storm: BenchFigures["storm"]): string[][] {
  return [
    [`${storm.streams.toLocaleString("en")} authenticated streams at once, embedded`, ""],
    ["opened", cell(storm.opened, "", 0)],
    ["until the last one is open", cell(storm.seconds, " s")],
    ["CPU each", cell(storm.cpuEach, " ms", 2)],
    ["three events a second to all, p50", cell(storm.p50, " ms")],
    ["  p95", cell(storm.p95, " ms")],
    ["  p99", cell(storm.p99, " ms")],
    ["  lost", cell(storm.lost, "", 0)],
  ];
}

function fanOutRows(figures: FanOutFigures, title: string, arrival: string): string[][] {
  return [
    [title, ""],
    [`${arrival}, p50`, cell(figures.p50, " ms")],
    ["  p95", cell(figures.p95, " ms")],
    ["  p99", cell(figures.p99, " ms")],
    ["CPU per arrival", cell(figures.cpuEach, " µs")],
    ["encodings of each change", cell(figures.encodings, "", 1)],
    ["lost", cell(figures.lost, "", 0)],
  ];
}

export function menuRows(menu: BenchFigures["menu"]): string[][] {
  const title = `${menu.changes} price changes on ${menu.streams.toLocaleString("en")} open menus, embedded`;
  return fanOutRows(menu, title, "until a menu shows it");
}

export function broadcastRows(broadcast: BenchFigures["broadcast"]): string[][] {
  const title = `${broadcast.changes} broadcasts to ${broadcast.streams.toLocaleString("en")} streams, embedded`;
  return fanOutRows(broadcast, title, "until it arrives");
}

export function positionRows(positions: BenchFigures["positions"]): string[][] {
  const { riders, watchers, answered, delivered } = positions;
  return [
    [`${riders.toLocaleString("en")} riders, each every 5 s and with ${watchers} watchers, embedded`, ""],
    ["uploads", cell(positions.uploads, "", 0)],
    ["CPU of an upload with its deliveries", cell(positions.cpuEach / 1_000, " ms", 2)],
    ["until it is answered, p50", cell(answered.p50, " ms")],
    ["  p95", cell(answered.p95, " ms")],
    ["until a watcher has it, p50", cell(delivered.p50, " ms")],
    ["  p95", cell(delivered.p95, " ms")],
    ["  p99", cell(delivered.p99, " ms")],
    ["lost", cell(positions.lost, "", 0)],
  ];
}

export interface Goal {
  what: string;
  goal: string;
  value: number | undefined;
  isMet: boolean;
}

export function goalsOf({
  subjects,
  storm,
  menu,
  broadcast,
  editor,
  board,
  map,
  clicks,
  orders,
  reactions,
  storeFigures,
}: BenchFigures): Goal[] {
  const named = (name: string) => subjects.find((subject) => subject.name === name);
  const [ours, peer, raw] = [named("platewire"), named("@upstash/realtime"), named("raw Node http")];
  const own = (subject: SubjectFigures | undefined) =>
    subject?.deliveries.deliveries.find(({ rate }) => rate.audience === "own" && rate.perSecond === 200)
      ?.cpuPerDelivery ?? Number.NaN;
  const slow = (subject: SubjectFigures | undefined) =>
    subject?.deliveries.deliveries.find(({ rate }) => rate.audience === "one" && rate.perSecond === 10);
  const [mine, theirs] = [slow(ours), slow(peer)];
  const most = (what: string, goal: string, value: number | undefined, limit: number): Goal => ({
    what,
    goal,
    value,
    isMet: value !== undefined && value <= limit,
  });
  const least = (what: string, goal: string, value: number | undefined, limit: number): Goal => ({
    what,
    goal,
    value,
    isMet: value !== undefined && value >= limit,
  });
  const idle = ours?.idle.toSorted((a, b) => b.streams - a.streams)[0];
  const lost = [
    ...(ours?.deliveries.deliveries ?? []),
    ...(ours?.idle ?? []),
    ...(ours?.replay === undefined ? [] : [ours.replay]),
    storm,
    menu,
    broadcast,
  ].reduce((sum, one) => sum + one.lost, 0);
  return [
    most("CPU per delivery, × raw Node http, at 10/s", "≤ 1.5", mine?.cpuToRaw, 1.5),
    most(
      "CPU per delivery, × @upstash/realtime, at 10/s",
      "≤ 0.2",
      (mine?.cpuPerDelivery ?? Number.NaN) / (theirs?.cpuPerDelivery ?? Number.NaN),
      0.2,
    ),
    most("p99 delivery, × raw Node http, at 10/s", "≤ 2", mine?.p99ToRaw, 2),
    // With fewer streams, what the process has grown to while opening them hides what they need.
    ...(idle?.streams === 10_000
      ? [
          most("KB per idle connection at 10,000", "≤ 64", idle.kilobytesEach, 64),
          most("event to 10,000, p50 ms", "≤ 5", idle.p50, 5),
          most("event to 10,000, p95 ms", "≤ 20", idle.p95, 20),
          most("event to 10,000, p99 ms", "≤ 50", idle.p99, 50),
        ]
      : []),
    most(
      "CPU of an event to one of 1,000, × @upstash/realtime, at 200/s",
      "≤ 0.7",
      own(ours) / own(peer),
      0.7,
    ),
    most(
      "time to connect 1,000, × raw Node http",
      "≤ 6",
      (ours?.deliveries.connectMs ?? Number.NaN) / (raw?.deliveries.connectMs ?? Number.NaN),
      6,
    ),
    most("CPU per replayed event, µs", "≤ 5", ours?.replay?.cpuPerEvent, 5),
    ...(storm.streams === 8_000
      ? [
          least("streams that arrive at once and are opened", "8000", storm.opened, 8_000),
          most("  seconds until all are open", "≤ 20", storm.seconds, 20),
          most("  CPU each, ms", "≤ 1.5", storm.cpuEach, 1.5),
          most("  three events a second to all, p50 ms", "≤ 100", storm.p50, 100),
          most("  p99 ms", "≤ 250", storm.p99, 250),
        ]
      : []),
    ...(menu.streams === 10_000
      ? [most("a menu's change on 10,000 open menus, p95 ms", "≤ 250", menu.p95, 250)]
      : []),
    most("encodings of a menu's change", "≤ 1", menu.encodings, 1),
    ...(broadcast.streams === 10_000
      ? [most("a broadcast to 10,000 streams, p95 ms", "≤ 250", broadcast.p95, 250)]
      : []),
    most("encodings of a broadcast", "≤ 1", broadcast.encodings, 1),
    ...(editor.dishes === 1_000
      ? [
          most(
            "longest task while a menu of 1,000 dishes is edited, ms",
            "≤ 50",
            Math.max(...editor.steps.slice(1).map(({ longest }) => longest)),
            50,
          ),
        ]
      : []),
    most("event to paint on a board of 150 tickets, p95 ms", "≤ 50", board.paint.p95, 50),
    most("  tasks of more than 100 ms", "0", board.long, 0),
    least("frames a second of a map with moving riders, CPU slowed 4 ×", "≥ 30", map.moving, 30),
    ...(storeFigures.embedded.orders === 100_000
      ? [
          most(
            "figures of a day, store with 100,000 orders, p95 ms, embedded",
            "≤ 50",
            storeFigures.embedded.overYear.day.p95,
            50,
          ),
          most("  with its 30 days", "≤ 50", storeFigures.embedded.overYear.page.p95, 50),
          most("  embedded, 100,000 in 30 days", "≤ 50", storeFigures.embedded.overMonth.page.p95, 50),
          most("  on PostgreSQL, 100,000 in 30 days", "≤ 50", storeFigures.server.overMonth.page.p95, 50),
        ]
      : []),
    most("upstream connections", "≤ 8", ours?.deliveries.upstreams, 8),
    most("Redis commands in 10 s of heartbeats", "0", idle?.redisCommands, 0),
    most("events lost", "0", lost, 0),
    most("click to the other screen, p50 ms, embedded", "≤ 30", clicks.embedded.p50, 30),
    most("click to the other screen, p99 ms, embedded", "≤ 150", clicks.embedded.p99, 150),
    most("click to the other screen, p50 ms, distributed", "≤ 30", clicks.distributed.p50, 30),
    most("click to the other screen, p99 ms, distributed", "≤ 150", clicks.distributed.p99, 150),
    most(
      "click to the other screen, p50, × a bare action, embedded",
      "≤ 1.5",
      clicks.embedded.p50 / clicks.embedded.bareP50,
      1.5,
    ),
    most(
      "click to the other screen, p50, × a bare action, distributed",
      "≤ 1.5",
      clicks.distributed.p50 / clicks.distributed.bareP50,
      1.5,
    ),
    least("order changes a second, PostgreSQL", "≥ 1200", orders.server.changing.perSecond, 1_200),
    least("order changes a second, REST", "≥ 500", orders.rest.changing.perSecond, 500),
    least("order changes beside reactions, × without, embedded", "≥ 0.95", shareOf(reactions.embedded), 0.95),
    least("order changes beside reactions, × without, PostgreSQL", "≥ 0.95", shareOf(reactions.server), 0.95),
    least("order changes a second, embedded", "≥ 600", orders.embedded.changing.perSecond, 600),
    least(
      "order changes a second, embedded, × bare SQL",
      "≥ 0.6",
      orders.embedded.changing.perSecond / orders.embedded.bare.perSecond,
      0.6,
    ),
  ];
}

export function tableOf(figures: BenchFigures): string {
  const goals = goalsOf(figures).map(({ what, goal, value, isMet }) => [
    what,
    goal,
    cell(value, "", 2),
    isMet ? "reached" : "MISSED",
  ]);
  return [
    rowsAsText(subjectRows(figures.subjects)),
    rowsAsText(stormRows(figures.storm)),
    rowsAsText(menuRows(figures.menu)),
    rowsAsText(broadcastRows(figures.broadcast)),
    rowsAsText(positionRows(figures.positions)),
    rowsAsText(editorRows(figures.editor)),
    rowsAsText(boardRows(figures.board)),
    rowsAsText(mapRows(figures.map)),
    rowsAsText(pathRows(figures)),
    rowsAsText(reactionRows(figures.reactions)),
    rowsAsText(notificationRows(figures.notifications)),
    rowsAsText(chatRows(figures.chat)),
    rowsAsText(storeFiguresRows(figures.storeFigures)),
    ...dispatchTables(figures.dispatch).map(rowsAsText),
    rowsAsText([["to reach", "goal", "here", ""], ...goals]),
  ].join("\n\n");
}
