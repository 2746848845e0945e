import "server-only";
import { sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";

interface Check {
  ok: boolean;
  ms: number;
}

export interface Health {
  status: "healthy" | "degraded" | "down";
  uptime_seconds: number;
  memory: { rss_bytes: number; heap_used_bytes: number; heap_total_bytes: number };
  checks: { database: Check; bus: Check };
  connections: number;
}

const CHECK_MS = 2_000;

async function timed(probe: () => Promise<unknown>): Promise<Check> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  try {
    const tooSlow = new Promise((_, fail) => {
      timer = setTimeout(() => fail(new Error("Too slow")), CHECK_MS);
    });
    await Promise.race([probe(), tooSlow]);
    return { ok: true, ms: Math.round(performance.now() - started) };
  } catch {
    return { ok: false, ms: Math.round(performance.now() - started) };
  } finally {
    clearTimeout(timer);
  }
}

/** Without the database nothing can be served; without the bus everything arrives, only later. */
export async function readHealth(): Promise<Health> {
  const [database, bus] = await Promise.all([
    timed(async () => (await queryable()).execute(sql`select 1`)),
    timed(async () => {}),
  ]);
  const memory = process.memoryUsage();
  return {
    status: database.ok ? (bus.ok ? "healthy" : "degraded") : "down",
    uptime_seconds: Math.round(process.uptime()),
    memory: { rss_bytes: memory.rss, heap_used_bytes: memory.heapUsed, heap_total_bytes: memory.heapTotal },
    checks: { database, bus },
    connections: 0,
  };
}
