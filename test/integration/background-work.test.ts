import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { readBackgroundWork } from "@/lib/platform/server/queries";
import { retryJobCommand } from "@/lib/platform/server/retry-job";
import { withDatabase } from "@/test/support/database";
import { makeJob, send } from "@/test/support/jobs";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const BUDGET = 20_000;
const ONCE = { limit: 0, delaySeconds: 1, maxDelaySeconds: 1 };
const ADMIN = { isAdmin: true };
let admin: Viewer;
let staff: Viewer;

beforeAll(async () => {
  admin = await makePerson("Ada", { isAdmin: true });
  staff = await makePerson("Ana", { staffOf: [(await makeRestaurant()).id] });
});

const failedIds = async () => (await readBackgroundWork(ADMIN))?.failed.map(({ id }) => id) ?? [];
const retry = (viewer: Viewer, job_id: string) => retryJobCommand.execute(viewer, { job_id }, undefined);

test("only admins can read the background work", async () => {
  expect(await readBackgroundWork(staff)).toBeNull();
  expect(await readBackgroundWork(admin)).toMatchObject({ failed: [], problems: [] });
});

describe("running a failed job again", () => {
  test("is allowed to an admin only, and once", async () => {
    const job = await makeJob(() => Promise.reject(new Error("away")), { retry: ONCE });
    await send(job, 1);
    await drainJobs([job], BUDGET);
    const [id = ""] = await failedIds();
    expect(await retry(staff, id)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await failedIds()).toEqual([id]);
    expect(await retry(admin, id)).toEqual({ ok: true, data: null });
    expect(await failedIds()).toEqual([]);
    expect(await retry(admin, id)).toMatchObject({ ok: false, code: "not_found" });
  });

  test("fails with not_found when there is no such job", async () => {
    expect(await retry(admin, randomUUID())).toMatchObject({ ok: false, code: "not_found" });
  });
});
