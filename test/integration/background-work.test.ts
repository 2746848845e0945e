import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { jobActivity } from "@/lib/db/schema/jobs";
import type { JobDefinition } from "@/lib/jobs/define-job";
import { drainJobs, runScheduledJob } from "@/lib/jobs/drain-jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { readBackgroundWork } from "@/lib/platform/server/queries";
import { retryJobCommand } from "@/lib/platform/server/retry-job";
import { withDatabase } from "@/test/support/database";
import { makeJob, send, skipWaits } from "@/test/support/jobs";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const BUDGET = 20_000;
const ONCE = { limit: 0, delaySeconds: 1, maxDelaySeconds: 1 };
const TWICE = { limit: 1, delaySeconds: 600, maxDelaySeconds: 600 };
const DAILY = { schedule: { cron: "20 3 * * *", everyMinutes: 24 * 60 } };
const ADMIN = { isAdmin: true };
let admin: Viewer;
let staff: Viewer;

beforeAll(async () => {
  admin = await makePerson("Ada", { isAdmin: true });
  staff = await makePerson("Ana", { staffOf: [(await makeRestaurant()).id] });
});

async function read(jobs: readonly JobDefinition[], cursor?: string) {
  const work = await readBackgroundWork(ADMIN, jobs, { cursor });
  if (work === null) throw new Error("The background work is there for admins");
  return work;
}
const failedOf = async (job: JobDefinition) =>
  (await read([job])).failed.filter(({ name }) => name === job.name);
const queueOf = async (job: JobDefinition) =>
  (await read([job])).queues.find(({ name }) => name === job.name);
const retry = (viewer: Viewer, job_id: string) => retryJobCommand.execute(viewer, { job_id }, undefined);
const away = () => Promise.reject(new Error("away"));

/** A job that fails until `mend` is called, then counts its runs. */
async function makeBroken(retryOf: typeof ONCE) {
  let isBroken = true;
  let runs = 0;
  const job = await makeJob(
    async () => {
      if (isBroken) throw new Error("The mail server could not be reached: ESOCKET");
      runs += 1;
      return 1;
    },
    { retry: retryOf },
  );
  return {
    job,
    runs: () => runs,
    mend: () => {
      isBroken = false;
    },
  };
}

test("only admins can read the background work", async () => {
  expect(await readBackgroundWork(staff, [])).toBeNull();
  expect(await readBackgroundWork(admin, [])).toEqual({
    readAt: expect.any(Number),
    queues: [],
    schedules: [],
    failed: [],
    next_cursor: null,
    problems: [],
  });
});

describe("the counts of a queue", () => {
  test("tell what waits, runs, will be retried and has failed for good", async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const job = await makeJob(
      async ({ n }) => {
        if (n === 0) throw new Error("away");
        started.resolve();
        await finish.promise;
        return 1;
      },
      { retry: TWICE },
    );
    await send(job, 0);
    await drainJobs([job], BUDGET);
    expect(await queueOf(job)).toMatchObject({
      waiting: 0,
      running: 0,
      retrying: 1,
      dead: 0,
      hasFailed: false,
    });
    await skipWaits(job);
    await drainJobs([job], BUDGET);
    await send(job, 1, { startAfter: new Date(Date.now() + 3_600_000) });
    await send(job, 1);
    expect(await queueOf(job)).toMatchObject({ waiting: 2, running: 0, retrying: 0, dead: 1 });
    const drained = drainJobs([job], BUDGET);
    await started.promise;
    expect(await queueOf(job)).toMatchObject({ waiting: 1, running: 1, running_since: expect.any(Date) });
    finish.resolve();
    await drained;
    expect(await queueOf(job)).toMatchObject({ waiting: 1, running: 0, running_since: null });
  });
});

describe("the failures", () => {
  test("have a reason and a time, and nothing of the job's input or of a person", async () => {
    const job = await makeJob(() => Promise.reject(new Error("550 no mailbox for lena@demo.test")), {
      retry: ONCE,
    });
    await send(job, 4_711);
    await drainJobs([job], BUDGET);
    const failed = await failedOf(job);
    expect(failed).toMatchObject([
      { kind: "dead", error: "550 no mailbox for [address]", attempts: 1, next_at: null },
    ]);
    const work = JSON.stringify(await read([job]));
    expect(work).not.toContain("lena@demo.test");
    expect(work).not.toContain("4711");
    const db = await queryable();
    const rows = await db.select().from(jobActivity).where(eq(jobActivity.name, job.name));
    expect(JSON.stringify(rows)).not.toContain("lena@demo.test");
  });

  test("come in pages, each once, also when thousands failed at the same moment", async () => {
    const job = await makeJob(away, { retry: ONCE });
    const db = await queryable();
    await db.execute(sql`
      insert into pgboss.job (name, data, source_name, source_retry_count, source_output, created_on)
      select 'dead-letters', '{}', ${job.queue}, 0, '{"message": "away"}', ${"2026-01-05T08:00:00.123456Z"}::timestamptz
      from generate_series(1, 60)`);
    const ids: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await read([job], cursor);
      pages += 1;
      ids.push(...page.failed.filter(({ name }) => name === job.name).map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
    expect(pages).toBe(3);
    expect(await queueOf(job)).toMatchObject({ dead: 60 });
    expect((await read([job], "2026-99-99T08:00:00.123456Z_x'; drop table")).failed).toHaveLength(25);
    await db.execute(sql`delete from pgboss.job where name = 'dead-letters' and source_name = ${job.queue}`);
  });
});

describe("running a failed job again", () => {
  test("is allowed to an admin only, and runs it once however often it is pressed", async () => {
    const { job, runs, mend } = await makeBroken(ONCE);
    await send(job, 1);
    await drainJobs([job], BUDGET);
    const [{ id } = { id: "" }] = await failedOf(job);
    expect(await retry(staff, id)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await failedOf(job)).toMatchObject([{ id }]);
    mend();
    const pressed = await Promise.all([retry(admin, id), retry(admin, id)]);
    expect(pressed.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(pressed.find(({ ok }) => !ok)).toMatchObject({ code: "not_found" });
    expect(await failedOf(job)).toEqual([]);
    await drainJobs([job], BUDGET);
    expect(runs()).toBe(1);
    expect(await queueOf(job)).toMatchObject({ waiting: 0, retrying: 0, dead: 0 });
  });

  test("does not wait for the next attempt, and a second press changes nothing", async () => {
    const { job, runs, mend } = await makeBroken(TWICE);
    await send(job, 1);
    await drainJobs([job], BUDGET);
    const [failure] = await failedOf(job);
    expect(failure).toMatchObject({ kind: "retrying", attempts: 1, next_at: expect.any(Date) });
    expect(failure?.next_at?.getTime()).toBeGreaterThan(Date.now() + 60_000);
    expect(await drainJobs([job], BUDGET)).toBe(0);
    mend();
    const id = failure?.id ?? "";
    expect(await retry(staff, id)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await drainJobs([job], BUDGET)).toBe(0);
    expect(await retry(admin, id)).toEqual({ ok: true, data: null });
    expect(await retry(admin, id)).toEqual({ ok: true, data: null });
    expect(await drainJobs([job], BUDGET)).toBe(1);
    expect(runs()).toBe(1);
    expect(await failedOf(job)).toEqual([]);
    expect(await retry(admin, id)).toMatchObject({ ok: false, code: "not_found" });
  });

  test("is refused while it runs", async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    let attempts = 0;
    const job = await makeJob(
      async () => {
        attempts += 1;
        if (attempts === 1) throw new Error("away");
        started.resolve();
        await finish.promise;
        return 1;
      },
      { retry: TWICE },
    );
    await send(job, 1);
    await drainJobs([job], BUDGET);
    const [{ id } = { id: "" }] = await failedOf(job);
    await retry(admin, id);
    const drained = drainJobs([job], BUDGET);
    await started.promise;
    expect(await retry(admin, id)).toMatchObject({ ok: false, code: "conflict" });
    finish.resolve();
    await drained;
    expect(attempts).toBe(2);
  });

  test("runs a scheduled job now, once, and not again after a run that succeeded", async () => {
    let isBroken = true;
    let runs = 0;
    const job = await makeJob(async () => {
      if (isBroken) throw new Error("away");
      runs += 1;
      return 1;
    }, DAILY);
    await expect(runScheduledJob(job)).rejects.toThrow("away");
    const [failure] = await failedOf(job);
    expect(failure).toMatchObject({ kind: "scheduled", error: "away", next_at: expect.any(Date) });
    const id = failure?.id ?? "";
    isBroken = false;
    expect(await retry(staff, id)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await retry(admin, id)).toEqual({ ok: true, data: null });
    expect(await retry(admin, id)).toMatchObject({ ok: false, code: "conflict" });
    expect(await drainJobs([job], BUDGET)).toBe(1);
    expect(runs).toBe(1);
    expect(await failedOf(job)).toEqual([]);
    expect(await retry(admin, id)).toMatchObject({ ok: false, code: "not_found" });
    expect(await drainJobs([job], BUDGET)).toBe(0);
  });

  test("fails with not_found when there is no such job, or it did not fail", async () => {
    expect(await retry(admin, randomUUID())).toMatchObject({ ok: false, code: "not_found" });
    const job = await makeJob(async () => 1, { retry: TWICE });
    await send(job, 1, { startAfter: new Date(Date.now() + 3_600_000) });
    const db = await queryable();
    const waiting = z
      .object({ rows: z.tuple([z.object({ id: z.string() })]) })
      .parse(await db.execute(sql`select id from pgboss.job where name = ${job.queue}`)).rows[0];
    expect(await retry(admin, waiting.id)).toMatchObject({ ok: false, code: "not_found" });
    expect(await drainJobs([job], BUDGET)).toBe(0);
  });
});

describe("a schedule", () => {
  const scheduleOf = async (job: JobDefinition) =>
    (await read([job])).schedules.find(({ name }) => name === job.name);
  const age = async (job: JobDefinition, hours: number) => {
    const db = await queryable();
    await db.execute(sql`
      update pgboss.schedule set created_on = now() - ${hours} * interval '1 hour' where name = ${job.queue}`);
    await db
      .update(jobActivity)
      .set({ last_run_at: sql`now() - ${hours} * interval '1 hour'` })
      .where(eq(jobActivity.name, job.name));
  };

  test("that has never run says so, and is late once it should have", async () => {
    const job = await makeJob(async () => 0, DAILY);
    expect(await scheduleOf(job)).toMatchObject({ lastRunAt: null, isLate: false });
    await age(job, 30);
    // A start of the application keeps the time at which the schedule was set up.
    await prepareQueues([job]);
    const schedule = await scheduleOf(job);
    expect(schedule).toMatchObject({ lastRunAt: null, isLate: true });
    expect(schedule?.dueAt.getTime()).toBeLessThan(Date.now());
    expect(schedule?.nextAt.getTime()).toBeGreaterThan(Date.now());
  });

  test("that has missed a run is late until it runs, with the times of its last and next run", async () => {
    const job = await makeJob(async () => 0, { schedule: { cron: "* * * * *", everyMinutes: 1 } });
    await runScheduledJob(job);
    expect(await scheduleOf(job)).toMatchObject({ lastRunAt: expect.any(Date), isLate: false });
    await age(job, 2);
    expect(await scheduleOf(job)).toMatchObject({ isLate: true });
    await runScheduledJob(job);
    expect(await scheduleOf(job)).toMatchObject({ isLate: false });
  });
});
