import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import * as z from "zod";
import type { AppServer } from "../../test/support/app-server";
import type { Inflict } from "./bus-faults";
import { restart } from "./process-faults";
import { nameOfApp, type Stage } from "./stage";

/** Planners write one after another, under a lock of their area. The faults hold it, so that they know who is in the middle. */

/** Longest hold: much shorter than an order may be without an owner. */
const HOLD_MS = 4_000;
const REST_MS = 1_500;
const PATIENCE_MS = 45_000;
const LOOK_MS = 50;

const AREAS = "select id::text as area from tenants where rider_fleet = 'own'";
const LOCK = "select pg_advisory_xact_lock(hashtextextended('dispatch ' || $1, 0))";
const WAITING = `
  select distinct a.application_name as app from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and not l.granted and (l.classid, l.objid) in (
    select classid, objid from pg_locks where pid = $1 and locktype = 'advisory')`;

const areaRows = z.array(z.object({ area: z.string() }));
const pidRows = z.tuple([z.object({ pid: z.number().int() })]);
const waitingRows = z.array(z.object({ app: z.string() }));

/** Resolves with the instances that wait for a planner's lock, once there are `enough`; with an empty list when there were not. */
async function whileHeld(
  { postgres, db, apps }: Stage,
  enough: number,
  meanwhile: (waiting: AppServer[]) => Promise<void>,
): Promise<number> {
  const holder = new Client({ connectionString: postgres.url });
  // Another fault may cut this connection, too.
  holder.on("error", () => undefined);
  try {
    await holder.connect();
    await holder.query("begin");
    const [self] = pidRows.parse((await holder.query("select pg_backend_pid() as pid")).rows);
    for (const { area } of areaRows.parse((await db.query(AREAS)).rows)) await holder.query(LOCK, [area]);
    const until = Date.now() + HOLD_MS;
    while (Date.now() < until) {
      const names = waitingRows.parse((await db.query(WAITING, [self.pid])).rows).map(({ app }) => app);
      const waiting = apps.filter((_, index) => names.includes(nameOfApp(index)));
      if (waiting.length >= enough) {
        await meanwhile(waiting);
        return waiting.length;
      }
      await pause(LOOK_MS);
    }
    return 0;
  } catch {
    return 0;
  } finally {
    await holder.end().catch(() => undefined);
  }
}

async function untilHeld(...hold: Parameters<typeof whileHeld>): Promise<number> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(REST_MS)) {
    const waiting = await whileHeld(...hold);
    if (waiting > 0) return waiting;
  }
  return 0;
}

/** An instance dies between the plan that it made and the writing of it. */
const plannerKill: Inflict = async (stage) => {
  let killed: AppServer | undefined;
  await untilHeld(stage, 1, async ([app]) => {
    killed = app;
    await app?.stop("SIGKILL");
  });
  if (killed === undefined) return 0;
  await restart(stage, killed);
  return 1;
};

/** Two instances have planned the same area and want to write at once. */
const plannersMeet: Inflict = (stage) => untilHeld(stage, 2, () => Promise.resolve());

export const PLANNER_INFLICTIONS = { planner_kill: plannerKill, planners_meet: plannersMeet };
