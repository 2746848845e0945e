import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../scripts/simulate/random";
import type { Inflict } from "./bus-faults";

const kill: Inflict = async ({ apps }, { seed, lasts }) => {
  const app = seededRandom(seed).pick(apps);
  await app.stop("SIGKILL");
  await pause(lasts / 4);
  await app.restart();
  return 1;
};

/** One after the other, as a deployment does; the next only when the one before is healthy again. */
const rollingRestart: Inflict = async ({ apps }) => {
  for (const app of apps) await app.restart("SIGTERM");
  return apps.length;
};

/** All connections to the database end, those in the middle of a transaction, too. */
const cutDatabase: Inflict = async ({ db }) => {
  const { rowCount } = await db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  return rowCount ?? 0;
};

export const PROCESS_INFLICTIONS = {
  app_kill: kill,
  app_rolling_restart: rollingRestart,
  database_cut: cutDatabase,
};
