import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { openDatabase, provideDatabase, queryable } from "@/lib/db/client";
import { planAll } from "@/lib/dispatch/server/plan/planner";
import { jobs } from "@/lib/jobs";
import { closeBoss } from "@/lib/jobs/boss";
import { prepareQueues } from "@/lib/jobs/queues";
import { changeOrder } from "@/lib/orders/server/commands";
import { startChild } from "@/test/support/child";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { createServerDatabase, type ServerDatabase } from "@/test/support/server-database";
import { makePerson } from "@/test/support/world";

/** Kills planners in their own processes, on a server if there is one, else on the embedded database. */

let server: ServerDatabase | undefined;
let folder: string;

beforeEach(async () => {
  server = await createServerDatabase();
  folder = mkdtempSync(join(tmpdir(), "platewire-dispatch-"));
});
afterEach(async () => {
  await server?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function withOpened<T>(work: () => Promise<T>): Promise<T> {
  const database = await openDatabase(server === undefined ? { folder } : { url: server.url });
  provideDatabase(database);
  try {
    await database.migrate();
    await prepareQueues(jobs);
    return await work();
  } finally {
    await closeBoss();
    provideDatabase(undefined);
    await database.close();
  }
}

async function planAndDie(at: number) {
  const where = server === undefined ? ["--folder", folder] : ["--url", server.url];
  const child = startChild(
    process.execPath,
    ["--import", "tsx", "test/support/dispatch-process.ts", ...where, "--die-at", String(at)],
    { env: { ...process.env, TSX_TSCONFIG_PATH: "bench/tsconfig.json", LOG_LEVEL: "silent" } },
  );
  await child.exited;
  return child.process.signalCode;
}

const stateRows = z.object({
  rows: z.array(z.object({ id: z.string(), open: z.number(), made: z.number(), decided: z.number() })),
});

/** For each order its open offers, all offers, and decisions to offer it. */
async function readState() {
  const found = await (await queryable()).execute(sql`
    select orders.id,
      (select count(*)::int from offer_orders about join offers on offers.id = about.offer_id
        where about.order_id = orders.id and offers.status = 'open') as open,
      (select count(*)::int from offer_orders about where about.order_id = orders.id) as made,
      (select count(*)::int from dispatch_decision_orders about join dispatch_decisions d on d.id = about.decision_id
        where about.order_id = orders.id and d.kind = 'offer') as decided
    from orders`);
  return stateRows.parse(found).rows;
}

test("a planner that is killed leaves nothing half done, and the next one is not kept waiting", async () => {
  await withOpened(async () => {
    const store = await makeRiderStore({ rider_fleet: "own" });
    const ana = await makePerson("Ana", { staffOf: [store.id] });
    const lena = await makePerson("Lena");
    for (const name of ["Rita", "Sam", "Kim"]) await makeRider(name, { tenantId: store.id });
    for (let n = 0; n < 3; n += 1) {
      const { id } = await makeAcceptedOrder(lena, ana, store, { note: `${n}` });
      await changeOrder(ana, id, { name: "ready" });
    }
  });
  for (const at of [20, 29]) {
    expect(await planAndDie(at), `at statement ${at}`).toBe("SIGKILL");
    await withOpened(async () => {
      for (const { open, made, decided } of await readState()) {
        expect(open).toBeLessThanOrEqual(1);
        // An offer and its decision are there together, or neither.
        expect(made).toBe(decided);
      }
    });
  }
  await withOpened(async () => {
    const began = performance.now();
    await planAll();
    expect(performance.now() - began).toBeLessThan(20_000);
    const state = await readState();
    expect(state.some(({ open }) => open === 1)).toBe(true);
    for (const { open, made, decided } of state) {
      expect(open).toBeLessThanOrEqual(1);
      expect(made).toBe(decided);
    }
  });
}, 180_000);
