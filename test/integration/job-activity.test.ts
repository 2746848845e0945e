import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { roleChannel } from "@/lib/auth/model/channels";
import { channels } from "@/lib/channels";
import { queryable } from "@/lib/db/client";
import { jobActivity } from "@/lib/db/schema/jobs";
import { transaction } from "@/lib/db/transaction";
import { catalogue } from "@/lib/events";
import type { JobDefinition } from "@/lib/jobs/define-job";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { type JobRun, jobRunChannel } from "@/lib/jobs/events";
import { recordRunStart } from "@/lib/jobs/record-run-start";
import { applyJobRun, listJobActivity } from "@/lib/platform/server/job-activity";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeJob, readRuns, send, skipWaits } from "@/test/support/jobs";
import { makePerson } from "@/test/support/world";

withDatabase();

const BUDGET = 20_000;
const ADMIN = { isAdmin: true };
const RETRY = { limit: 3, delaySeconds: 10, maxDelaySeconds: 1_000 };
const EVERY_MINUTE = { schedule: { cron: "* * * * *", everyMinutes: 1 } };

const fold = (run: JobRun) => transaction((tx) => applyJobRun(tx, run));
const folded = new Map<string, number>();
async function react(name: string): Promise<JobRun["phase"][]> {
  const runs = (await readRuns(name)).slice(folded.get(name) ?? 0);
  folded.set(name, (folded.get(name) ?? 0) + runs.length);
  for (const run of runs) await fold(run);
  return runs.map(({ phase }) => phase);
}
const rowOf = async (name: string) => (await listJobActivity(ADMIN))?.find((row) => row.name === name);
async function age(name: string, column: "updated_at" | "last_run_at", seconds: number): Promise<void> {
  const db = await queryable();
  await db
    .update(jobActivity)
    .set({ [column]: sql`now() - ${seconds} * interval '1 second'` })
    .where(eq(jobActivity.name, name));
}
async function runOnce(job: Parameters<typeof send>[0]): Promise<JobRun["phase"][]> {
  await send(job, 1);
  await drainJobs([job], BUDGET);
  return react(job.name);
}

describe("the activity of a job", () => {
  test("is idle after a run, with what it handled", async () => {
    const job = await makeJob(async () => 12);
    expect(await runOnce(job)).toEqual(["completed"]);
    expect(await rowOf(job.name)).toMatchObject({
      state: "idle",
      processed: 12,
      error: null,
      progress: null,
    });
  });

  test("is published to admins, without the text of a failure", async () => {
    const job = await makeJob(() => Promise.reject(new Error("password is hunter2")), { retry: RETRY });
    expect(await runOnce(job)).toEqual(["failed"]);
    expect(await rowOf(job.name)).toMatchObject({ state: "error", error: "password is hunter2" });
    const { events } = await readEvents(await queryable(), roleChannel.name("admin"), 0);
    const last = events.at(-1);
    expect(catalogue.decode(last?.type ?? "", JSON.parse(last?.data ?? ""))).toMatchObject({
      type: "job_activity",
      data: { name: job.name, state: "error", progress: null, message: null, processed: null },
    });
    expect(last?.data).not.toContain("hunter2");
  });

  test("is shown only to admins, and no stream can read the runs themselves", async () => {
    expect(await listJobActivity({ isAdmin: false })).toBeNull();
    const channel = jobRunChannel("order:auto_confirm");
    const admin = await makePerson("Ada", { isAdmin: true });
    expect(await channels.judge(admin, [channel])).toEqual({ malformed: [channel], forbidden: [] });
  });

  test("is running with its progress while a run takes longer than a second", async () => {
    const finish = Promise.withResolvers<void>();
    const job = await makeJob(async (_, { progress }) => {
      progress(3, 6);
      await finish.promise;
      return 1;
    });
    await send(job, 1);
    const drained = drainJobs([job], BUDGET);
    await vi.waitFor(async () => expect(await readRuns(job.name)).toHaveLength(1), { timeout: 20_000 });
    expect(await react(job.name)).toEqual(["progressed"]);
    expect(await rowOf(job.name)).toMatchObject({ state: "running", progress: 50, message: "3 of 6" });
    finish.resolve();
    await drained;
    expect(await react(job.name)).toEqual(["completed"]);
    expect(await rowOf(job.name)).toMatchObject({
      state: "idle",
      progress: null,
      message: null,
      processed: 1,
    });
  });

  test("returns to idle when a retry succeeds", async () => {
    let isBroken = true;
    const job = await makeJob(
      async () => {
        if (isBroken) throw new Error("away");
        return 0;
      },
      { retry: RETRY },
    );
    expect(await runOnce(job)).toEqual(["failed"]);
    isBroken = false;
    await skipWaits(job);
    await drainJobs([job], BUDGET);
    expect(await react(job.name)).toEqual(["completed"]);
    expect(await rowOf(job.name)).toMatchObject({ state: "idle", error: null });
    expect((await readRuns(job.name)).map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

describe("runs that change nothing", () => {
  test("are not published, except the first", async () => {
    const job = await makeJob(async () => 0);
    expect(await runOnce(job)).toEqual(["completed"]);
    await age(job.name, "updated_at", 60);
    for (let run = 0; run < 3; run += 1) expect(await runOnce(job)).toEqual([]);
  });

  test("are published at most once a second when they handle something", async () => {
    const job = await makeJob(async () => 3);
    expect(await runOnce(job)).toEqual(["completed"]);
    const db = await queryable();
    await db
      .update(jobActivity)
      .set({ updated_at: sql`now() + interval '1 hour'` })
      .where(eq(jobActivity.name, job.name));
    expect(await runOnce(job)).toEqual([]);
    await age(job.name, "updated_at", 2);
    expect(await runOnce(job)).toEqual(["completed"]);
  });
});

describe("the series of a scheduled job's runs", () => {
  let job: JobDefinition;
  beforeAll(async () => {
    job = await makeJob(async () => 0, EVERY_MINUTE);
  });

  test("continues while at most one run in a row is missed", async () => {
    const { steady_since } = await recordRunStart(job);
    await age(job.name, "last_run_at", 140);
    expect((await recordRunStart(job)).steady_since).toEqual(steady_since);
  });

  test("starts again after an outage", async () => {
    const { steady_since } = await recordRunStart(job);
    await age(job.name, "last_run_at", 160);
    const after = await recordRunStart(job);
    expect(after.steady_since.getTime()).toBeGreaterThan(steady_since.getTime());
    expect((await recordRunStart(job)).steady_since).toEqual(after.steady_since);
  });
});
