import { type Growth, growthOf } from "./memory";
import type { ParserOutcome } from "./parser-run";
import type { Figures, ServerOutcome } from "./server-run";

const MB = 2 ** 20;

/** Slack is growth that counts as noise. */
const MEMORY = {
  heap_bytes: { name: "heap after a collection", slack: 4 * MB, unit: MB },
  external_bytes: { name: "memory outside of the heap", slack: 8 * MB, unit: MB },
  rss_bytes: { name: "resident memory", slack: 24 * MB, unit: MB },
  descriptors: { name: "file descriptors", slack: 20, unit: 1 },
  timers: { name: "timers", slack: 20, unit: 1 },
} as const;
type Figure = keyof typeof MEMORY;
const isFigure = (key: string): key is Figure => Object.hasOwn(MEMORY, key);
const FIGURES = Object.keys(MEMORY).filter(isFigure);

export function growthsOf({ samples }: Pick<ServerOutcome, "samples">): Record<Figure, Growth> {
  const of = (key: Figure) =>
    growthOf(
      samples.map((sample) => sample[key]),
      MEMORY[key].slack,
    );
  return {
    heap_bytes: of("heap_bytes"),
    external_bytes: of("external_bytes"),
    rss_bytes: of("rss_bytes"),
    descriptors: of("descriptors"),
    timers: of("timers"),
  };
}

/** Answers that say nothing about the code behind the door. */
const DOORS = [0, 307, 308, 400, 401, 403, 404, 405, 412, 415, 429, 431];
/** Handlers that have no other answer. */
const ONLY_DOORS: Readonly<Record<string, string>> = {
  "HEAD /api/events/stream": "answers 405: a stream has no head",
  "POST /signin/link": "only a link from a mail leads further",
  "GET /signin/confirm": "only a link from a mail leads further",
  "POST /api/commands/[name]": "has a route for each command",
  "POST /api/notifications/unsubscribe": "only a link from a mail leads further",
  "POST /api/status/unsubscribe": "only a link from a mail leads further",
  "POST /api/commands/update_incident": "the id of an incident is not known before it is reported",
  "GET /api/me/exports/[id]": "the id of an archive is not known before it is built",
  "GET /api/photos/[tenant]/[photo]/[file]": "the address of a photo is not known before it is stored",
  "POST /api/commands/add_push_subscription":
    "a browser that is turned on would make the run call its push service",
  "POST /api/commands/remove_printer": "the printer of the run is used until its end",
  "GET /api/print/[address]": "a ticket waits for its printer only after a poll was told of it",
  "DELETE /api/print/[address]": "a ticket waits for its printer only after a poll was told of it",
  "POST /api/commands/withdraw_rider_invitation": "the id of an invitation is not known before it is stored",
  "POST /api/commands/accept_rider_invitation": "the id of an invitation is not known before it is mailed",
  "POST /api/commands/withdraw_team_invitation": "the id of an invitation is not known before it is stored",
  "POST /api/commands/accept_team_invitation": "the id of an invitation is not known before it is mailed",
  "POST /api/commands/change_member_role": "the people of the run keep their roles until its end",
  "POST /api/commands/remove_member": "the people of the run keep their roles until its end",
  "POST /api/commands/remove_rider": "the rider of the run stays one until its end",
  "GET /api/riders/track/osmand": "the shift whose token it needs may have been ended",
  "POST /api/riders/track/osmand": "the shift whose token it needs may have been ended",
  "POST /api/riders/track/owntracks": "the shift whose token it needs may have been ended",
  "POST /api/commands/retry_job": "there is no failed job",
  "GET /api/riders/me": "nobody of the run rides",
  "POST /api/offers/[id]": "nobody of the run rides",
  "POST /api/orders/[id]/refunds": "the orders of the run may not be delivered",
  "POST /api/refunds/[id]": "the id of a refund is not known before it is asked for",
  "POST /api/commands/request_refund": "the orders of the run may not be delivered",
  "POST /api/commands/answer_refund": "the id of a refund is not known before it is asked for",
  "POST /api/trips/[id]/steps": "nobody of the run rides",
  "POST /api/trips/[id]/photo": "nobody of the run rides",
  "GET /api/orders/[id]/door-photo": "nobody of the run rides",
  "POST /api/commands/answer_offer": "nobody of the run rides",
  "POST /api/commands/take_trip_step": "nobody of the run rides",
  "POST /api/commands/leave_trip": "nobody of the run rides",
  "POST /api/commands/offer_to_all": "nobody of the run rides",
  "POST /api/commands/recall_offer": "nobody of the run rides",
  "POST /api/commands/quote_assignment": "nobody of the run rides",
  "PUT /api/admin/broadcasts/[id]": "the id of a broadcast is not known before it is sent",
  "DELETE /api/admin/broadcasts/[id]": "the id of a broadcast is not known before it is sent",
  "POST /api/commands/correct_broadcast": "the id of a broadcast is not known before it is sent",
  "POST /api/commands/withdraw_broadcast": "the id of a broadcast is not known before it is sent",
  "POST /api/commands/confirm_broadcast": "the id of a broadcast is not known before it is sent",
  "POST /api/admin/users/[id]/ban": "the people of the run are not to be suspended",
  "DELETE /api/admin/users/[id]/ban": "nobody of the run is suspended",
  "POST /api/commands/ban_user": "the people of the run are not to be suspended",
  "POST /api/commands/lift_ban": "nobody of the run is suspended",
  "POST /api/commands/end_user_sessions": "the people of the run stay signed in",
  "POST /api/commands/answer_appeal": "nobody of the run is suspended",
  "POST /api/commands/pause_store": "the stores of the run stay open",
  "POST /api/commands/resume_store": "the stores of the run stay open",
  "GET /appeal": "nobody of the run is suspended",
  "POST /appeal/send": "nobody of the run is suspended",
  "POST /appeal/export": "nobody of the run is suspended",
  "GET /appeal/export/[id]": "nobody of the run is suspended",
  "POST /appeal/erase": "nobody of the run is suspended",
  "POST /api/commands/revoke_token": "the tokens of the run are not to be revoked",
};

/** Routes of which the run saw nothing but refusals. */
export function findUnreached({ reached }: Pick<ServerOutcome, "reached">): string[] {
  return [...reached]
    .filter(
      ([name, statuses]) =>
        [...statuses].every((status) => DOORS.includes(status)) &&
        !(name in ONLY_DOORS) &&
        !name.endsWith("/[...unknown]"),
    )
    .map(([name, statuses]) => `${name}: ${[...statuses].join(" ")}`);
}

const cell = (text: string | number, width = 12) => String(text).padStart(width);

function line({ surface, inputs, statuses, slowestMs, slowest }: Figures): string[] {
  const classes = [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`);
  return [
    `${surface.padEnd(12)}${cell(inputs)}${cell(`${Math.round(slowestMs)} ms`)}   ${classes.join(", ")}`,
    `${"".padEnd(12)}  slowest: ${slowest.slice(0, 160)}`,
  ];
}

export function serverTable(outcome: ServerOutcome): string {
  const growths = growthsOf(outcome);
  return [
    `${"surface".padEnd(12)}${cell("inputs")}${cell("slowest")}   statuses`,
    ...[outcome.routes, outcome.pages, outcome.actions].flatMap(line),
    "",
    `${"the server".padEnd(30)}${cell("begin")}${cell("middle")}${cell("end")}`,
    ...FIGURES.map((key) => {
      const { name, unit } = MEMORY[key];
      const { begin, middle, end, isSteady } = growths[key];
      const shown = [begin, middle, end].map((value) => cell((value / unit).toFixed(unit === 1 ? 0 : 1)));
      return `${`${name}${unit === MB ? ", MB" : ""}`.padEnd(30)}${shown.join("")}   ${isSteady ? "GROWS" : "does not grow steadily"}`;
    }),
  ].join("\n");
}

export function parserLine(parsers: number, { inputs, refused, slowestMs, slowest }: ParserOutcome): string {
  return `${"parsers".padEnd(12)}${cell(inputs)}${cell(`${Math.round(slowestMs)} ms`)}   ${parsers} parsers and schemas, ${refused} inputs refused; slowest: ${slowest}`;
}

/** All reasons why the run has failed. */
export function serverFaults(outcome: ServerOutcome): string[] {
  const growing = FIGURES.filter((key) => growthsOf(outcome)[key].isSteady).map(
    (key) => `The server's ${MEMORY[key].name} grows with the inputs`,
  );
  return [...outcome.faults, ...findUnreached(outcome).map((name) => `Not reached: ${name}`), ...growing];
}
