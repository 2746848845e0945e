import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../scripts/simulate/random";
import type { AppServer } from "../../test/support/app-server";
import type { Inflict } from "./bus-faults";
import type { Stage } from "./stage";

const STARTS = 3;

/**
 * Excludes a starting instance until it is healthy, as any load balancer does. One that a cut of the database keeps from starting is
 * started again, as any supervisor does.
 */
export async function restart({ balancer }: Stage, app: AppServer, signal?: NodeJS.Signals): Promise<void> {
  balancer.leaveOut(app.port);
  for (let start = 1; ; start += 1)
    try {
      await app.restart(signal);
      break;
    } catch (error) {
      if (start === STARTS) throw error;
    }
  balancer.takeIn(app.port);
}

const kill: Inflict = async (stage, { seed, lasts }) => {
  const app = seededRandom(seed).pick(stage.apps);
  await app.stop("SIGKILL");
  await pause(lasts / 4);
  await restart(stage, app);
  return 1;
};

/** Restarts each instance after the previous one is healthy, as a deployment does. */
const rollingRestart: Inflict = async (stage) => {
  for (const app of stage.apps) await restart(stage, app, "SIGTERM");
  return stage.apps.length;
};

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
