import { describe, expect, test, vi } from "vitest";
import { database, queryable } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema/limits";
import { transaction } from "@/lib/db/transaction";
import { openBoss } from "@/lib/jobs/boss";
import type { JobDefinition } from "@/lib/jobs/define-job";
import { drainJobs, runScheduledJob } from "@/lib/jobs/drain-jobs";
import { enqueue } from "@/lib/jobs/enqueue";
import { listFailedJobs, rerunFailedJob } from "@/lib/jobs/failed-jobs";
import { JobRunner } from "@/lib/jobs/job-runner";
import { prepareQueues } from "@/lib/jobs/queues";
import { onEnqueued } from "@/lib/jobs/wake";
import { startJobs, stopJobs } from "@/lib/jobs/worker";
import { withDatabase } from "@/test/support/database";
import { makeJob, send, skipWaits, type TestInput } from "@/test/support/jobs";
import { makeRestaurant } from "@/test/support/world";

withDatabase();

const BUDGET = 20_000;
const ADMIN = { isAdmin: true };
const RETRY = { limit: 3, delaySeconds: 10, maxDelaySeconds: 1_000 };
const SLOW = { timeout: 120_000 };

async function failedOf(job: JobDefinition) {
  const { failed } = (await listFailedJobs(ADMIN, [job])) ?? { failed: [] };
  return failed.filter(({ queue }) => queue === job.queue);
}

describe("enqueueing a job", () => {
  test("runs it after the commit, with its input", async () => {
    const ran: TestInput[] = [];
    const job = await makeJob(async (input) => ran.push(input));
    await send(job, 7);
    expect(await drainJobs([job], BUDGET)).toBe(1);
    expect(ran).toEqual([{ n: 7 }]);
    expect(await drainJobs([job], BUDGET)).toBe(0);
  });

  test("enqueues nothing and wakes no worker when the transaction rolls back", async () => {
    const job = await makeJob(async () => 1);
    const woken = vi.fn();
    onEnqueued(woken);
    const changed = transaction(async (tx) => {
      await enqueue(tx, job, { n: 1 });
      throw new Error("changed its mind");
    });
    await expect(changed).rejects.toThrow("changed its mind");
    expect(woken).not.toHaveBeenCalled();
    expect(await drainJobs([job], BUDGET)).toBe(0);
    await send(job, 2);
    expect(woken).toHaveBeenCalledTimes(1);
    onEnqueued(undefined);
    expect(await drainJobs([job], BUDGET)).toBe(1);
  });

  test("commits together with the rows of the change", async () => {
    const job = await makeJob(async () => 1);
    await transaction(async (tx) => {
      await enqueue(tx, job, { n: 1 });
      await tx.insert(rateLimits).values({ key: "with the job" });
    });
    const db = await queryable();
    expect(await db.select().from(rateLimits)).toMatchObject([{ key: "with the job" }]);
    expect(await drainJobs([job], BUDGET)).toBe(1);
  });

  test("refuses an input that does not match its schema", async () => {
    const job = await makeJob(async () => 1);
    await expect(send(job, Number.NaN)).rejects.toThrow();
    expect(await drainJobs([job], BUDGET)).toBe(0);
  });

  test("creates a missing queue on a server, and fails on the embedded database instead of waiting for itself", async () => {
    const job = { ...(await makeJob(async () => 1)), queue: "never-prepared" };
    const { kind } = await database();
    const outcome = await send(job, 1).then(
      () => "enqueued",
      (error: unknown) => String(error),
    );
    const expected = {
      server: "enqueued",
      embedded: 'Error: The queue "never-prepared" has not been prepared',
    };
    expect(outcome).toBe(expected[kind]);
  });

  test("does not run it before its start time", async () => {
    const job = await makeJob(async () => 1);
    await send(job, 1, { startAfter: new Date(Date.now() + 3_600_000) });
    expect(await drainJobs([job], BUDGET)).toBe(0);
  });
});

describe("a job that fails", () => {
  test("is retried with growing waits and becomes a dead letter, which an admin can run again", async () => {
    let isBroken = true;
    const job = await makeJob(
      async () => {
        if (isBroken) throw new Error("the mail server is away");
        return 1;
      },
      { retry: RETRY },
    );
    const tenantId = (await makeRestaurant()).id;
    await send(job, 42, { tenantId });
    const waits: number[] = [];
    for (let attempt = 0; attempt <= RETRY.limit; attempt += 1) {
      expect(await drainJobs([job], BUDGET)).toBe(1);
      waits.push(...(await skipWaits(job)));
    }
    // Each wait is random between 10 and 20 s, 20 and 40 s, 40 and 80 s.
    expect(waits).toHaveLength(RETRY.limit);
    for (const [index, seconds] of waits.entries()) {
      expect(seconds).toBeGreaterThan(10 * 2 ** index - 5);
      expect(seconds).toBeLessThanOrEqual(20 * 2 ** index);
    }
    expect(await drainJobs([job], BUDGET)).toBe(0);

    const failed = await failedOf(job);
    expect(failed).toMatchObject([
      { kind: "dead", error: "the mail server is away", attempts: RETRY.limit + 1, next_at: null },
    ]);
    const id = failed[0]?.id ?? "";
    isBroken = false;
    expect(await rerunFailedJob(ADMIN, id)).toBe("enqueued");
    expect(await drainJobs([job], BUDGET)).toBe(1);
    expect(await rerunFailedJob(ADMIN, id)).toBe("gone");
    expect(await failedOf(job)).toEqual([]);
  });

  test("can be listed and run again only by an admin", async () => {
    const job = await makeJob(() => Promise.reject(new Error("broken")), { retry: { ...RETRY, limit: 0 } });
    await send(job, 1);
    await drainJobs([job], BUDGET);
    const [letter] = await failedOf(job);
    expect(letter).toBeDefined();
    expect(await listFailedJobs({ isAdmin: false }, [job])).toBeNull();
    expect(await rerunFailedJob({ isAdmin: false }, letter?.id ?? "")).toBe("gone");
    expect(await rerunFailedJob(ADMIN, "no id")).toBe("gone");
    expect(await drainJobs([job], BUDGET)).toBe(0);
  });

  test("leaves no dead letter when the next scheduled run does the same work", async () => {
    const job = await makeJob(() => Promise.reject(new Error("broken")), {
      schedule: { cron: "* * * * *", everyMinutes: 1 },
    });
    await expect(runScheduledJob(job)).rejects.toThrow("broken");
    expect(await failedOf(job)).toMatchObject([{ kind: "scheduled", error: "broken" }]);
    await expect(runScheduledJob(job)).rejects.toThrow("broken");
  });

  test("is aborted and counts as failed after its time-out", async () => {
    let reason: unknown;
    const job = await makeJob(
      (_, { signal }) =>
        new Promise(() => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
          });
        }),
      { retry: RETRY, timeoutSeconds: 1 },
    );
    await send(job, 1);
    expect(await drainJobs([job], BUDGET)).toBe(1);
    expect(reason).toMatchObject({ name: "TimeoutError" });
    expect(await skipWaits(job)).toHaveLength(1);
  });
});

describe("several runners", () => {
  test("run each job exactly once", SLOW, async () => {
    const ran: number[] = [];
    const job = await makeJob(async ({ n }) => ran.push(n));
    for (let n = 0; n < 60; n += 1) await send(job, n);
    const counts = await Promise.all([1, 2, 3].map(() => drainJobs([job], 60_000)));
    expect(ran.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  test("run a scheduled job once at a time", async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    let runs = 0;
    const job = await makeJob(
      async () => {
        runs += 1;
        started.resolve();
        await finish.promise;
        return 5;
      },
      { schedule: { cron: "* * * * *", everyMinutes: 1 } },
    );
    const first = runScheduledJob(job);
    await started.promise;
    expect(await runScheduledJob(job)).toBe(0);
    finish.resolve();
    expect(await first).toBe(5);
    expect(runs).toBe(1);
  });

  test("release a job when they stop while it runs", async () => {
    const started = Promise.withResolvers<void>();
    const job = await makeJob(
      () => {
        started.resolve();
        return new Promise(() => undefined);
      },
      { retry: RETRY },
    );
    await send(job, 1);
    const runner = new JobRunner([job], () => undefined);
    runner.wake();
    await started.promise;
    await runner.stop(0);
    expect(await skipWaits(job)).toHaveLength(1);
    const again = await (await openBoss()).fetch(job.queue);
    expect(again).toHaveLength(1);
  });
});

describe("a long-lived process", () => {
  test("runs a job right after the commit that enqueued it, and none after it has stopped", async () => {
    const ran: number[] = [];
    const job = await makeJob(async ({ n }) => ran.push(n));
    await startJobs([job]);
    await send(job, 1);
    await vi.waitFor(() => expect(ran).toEqual([1]), { timeout: 4_000 });
    await stopJobs(1_000);
    await prepareQueues([job]);
    await send(job, 2);
    expect(await drainJobs([job], BUDGET)).toBe(1);
    expect(ran).toEqual([1, 2]);
  });
});

describe("fairness", () => {
  test("gives each store its turn, however many jobs one of them enqueued before", SLOW, async () => {
    const [busy, second, third] = ["busy", "second", "third"];
    const order: string[] = [];
    const stores = [busy, second, third];
    const job = await makeJob(async ({ n }) => order.push(stores[n] ?? ""));
    for (let n = 0; n < 40; n += 1) await send(job, 0, { tenantId: busy });
    await send(job, 1, { tenantId: second });
    for (let n = 0; n < 2; n += 1) await send(job, 2, { tenantId: third });
    await send(job, 1, { tenantId: second });
    expect(await drainJobs([job], 60_000)).toBe(44);
    // Four jobs run at once, so each store has had two turns after ten jobs.
    const early = order.slice(0, 10);
    expect(early.filter((store) => store === second)).toHaveLength(2);
    expect(early.filter((store) => store === third)).toHaveLength(2);
  });

  test("gives each queue its turn, too", SLOW, async () => {
    const order: string[] = [];
    const busy = await makeJob(async () => order.push("busy"));
    const rare = await makeJob(async () => order.push("rare"));
    for (let n = 0; n < 30; n += 1) await send(busy, n);
    await send(rare, 1);
    expect(await drainJobs([busy, rare], 60_000)).toBe(31);
    expect(order.indexOf("rare")).toBeLessThan(6);
  });
});
