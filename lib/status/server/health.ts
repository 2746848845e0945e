import "server-only";
import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { hub } from "@/lib/realtime/hub/process-hub";

interface DatabaseCheck {
  ok: boolean;
  ms: number;
}

interface BusCheck {
  ok: boolean;
  kind: string;
  /** Time of the last change of state. */
  since: string;
  upstreams: number;
  published: number;
  failures: number;
  unparsable: number;
  refused: number;
  resubscriptions: number;
}

export interface Health {
  status: "healthy" | "degraded" | "down";
  uptime_seconds: number;
  memory: { rss_bytes: number; heap_used_bytes: number; heap_total_bytes: number };
  checks: { database: DatabaseCheck; bus: BusCheck };
  connections: number;
}

const TIMEOUT_MS = 2_000;

async function checkDatabase(): Promise<DatabaseCheck> {
  const started = performance.now();
  const answered = queryable()
    .then((db) => db.execute(sql`select 1`))
    .then(
      () => true,
      () => false,
    );
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), TIMEOUT_MS);
  });
  const ok = await Promise.race([answered, tooSlow]);
  clearTimeout(timer);
  return { ok, ms: Math.round(performance.now() - started) };
}

/** Reports `degraded` without the bus: events then only arrive later. */
export async function readHealth(): Promise<Health> {
  const database = await checkDatabase();
  const { connections, bus } = hub().stats();
  const { kind, state, since, ...figures } = bus;
  const isBusUp = state === "ok";
  const memory = process.memoryUsage();
  return {
    status: database.ok ? (isBusUp ? "healthy" : "degraded") : "down",
    uptime_seconds: Math.round(process.uptime()),
    memory: { rss_bytes: memory.rss, heap_used_bytes: memory.heapUsed, heap_total_bytes: memory.heapTotal },
    checks: { database, bus: { ok: isBusUp, kind, since: since.toISOString(), ...figures } },
    connections,
  };
}
