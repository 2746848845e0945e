import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import webPush from "web-push";
import { openDatabase, provideDatabase, queryable } from "@/lib/db/client";
import { notificationMessages } from "@/lib/db/schema/notifications";
import { transaction } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { jobs } from "@/lib/jobs";
import { closeBoss } from "@/lib/jobs/boss";
import { prepareQueues } from "@/lib/jobs/queues";
import { addNotification } from "@/lib/notifications/server/add";
import { addPushSubscriptionCommand } from "@/lib/notifications/server/push-subscriptions";
import { startChild } from "@/test/support/child";
import { startPushService, type TestBrowser } from "@/test/support/push-service";
import { createServerDatabase, type ServerDatabase } from "@/test/support/server-database";
import { makePerson } from "@/test/support/world";

/** Kills the sender in its own process, on a server if there is one, else on the embedded database. */

let server: ServerDatabase | undefined;
let folder: string;
let service: Awaited<ReturnType<typeof startPushService>>;
const keys = webPush.generateVAPIDKeys();

beforeEach(async () => {
  server = await createServerDatabase();
  folder = mkdtempSync(join(tmpdir(), "platewire-messages-"));
  service = await startPushService();
  Object.assign(env(), { PUSH_SERVICES: [service.origin] });
}, 120_000);
afterEach(async () => {
  await service.stop();
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

function startSending(ids: readonly string[]) {
  const where = server === undefined ? ["--folder", folder] : ["--url", server.url];
  return startChild(
    process.execPath,
    ["--import", "tsx", "test/support/send-process.ts", ...where, "--messages", ids.join(",")],
    {
      env: {
        ...process.env,
        TSX_TSCONFIG_PATH: "bench/tsconfig.json",
        LOG_LEVEL: "silent",
        PUSH_SERVICES: service.origin,
        VAPID_SUBJECT: "mailto:push@platewire.app",
        VAPID_PUBLIC_KEY: keys.publicKey,
        VAPID_PRIVATE_KEY: keys.privateKey,
      },
    },
  );
}

/** Adds one notification to each browser of a person, and returns the ids of the messages. */
async function addFor(browsers: readonly TestBrowser[]): Promise<string[]> {
  const person = await makePerson("Lena");
  for (const browser of browsers)
    await addPushSubscriptionCommand.execute(person, { ...browser.subscription, device: "Test" }, undefined);
  await transaction(async (tx) =>
    addNotification(tx, person.userId, {
      event: { channel: newId(), epoch: "a", offset: 1 },
      at: new Date(Date.now() - 60_000).toISOString(),
      notice: { type: "info", title: "Title", message: "Message", action_url: null },
      kind: "messages",
    }),
  );
  const db = await queryable();
  return (await db.select({ id: notificationMessages.id }).from(notificationMessages)).map(({ id }) => id);
}

test("a sender that is killed while services answer slowly sends nothing twice", {
  timeout: 300_000,
}, async () => {
  const browsers = Array.from({ length: 4 }, () => service.newBrowser());
  for (const browser of browsers.slice(0, 2)) browser.answers.push("slow");
  const ids = await withOpened(() => addFor(browsers));
  expect(ids).toHaveLength(4);

  const killed = startSending(ids);
  await Promise.all(browsers.map((browser) => browser.wasAsked(1)));
  killed.process.kill("SIGKILL");
  await killed.exited;

  // What is claimed is not touched while its time runs.
  const early = startSending(ids);
  expect(await early.exited).not.toBe(0);

  await withOpened(async () => {
    const db = await queryable();
    await db.update(notificationMessages).set({ claimed_at: new Date(Date.now() - 120_000) });
  });
  const late = startSending(ids);
  expect([await late.exited, late.log()]).toEqual([0, expect.stringContaining("sent 0")]);

  expect(browsers.map(({ asked }) => asked.length)).toEqual([1, 1, 1, 1]);
  const states = await withOpened(async () => {
    const db = await queryable();
    return (await db.select({ state: notificationMessages.state }).from(notificationMessages)).map(
      ({ state }) => state,
    );
  });
  expect(states.filter((state) => state !== "sent" && state !== "unsure")).toEqual([]);
  expect(states.filter((state) => state === "unsure").length).toBeGreaterThanOrEqual(2);
});
