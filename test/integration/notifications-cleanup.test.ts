import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notificationBatches, notifications } from "@/lib/db/schema/notifications";
import { transaction } from "@/lib/db/transaction";
import { runScheduledJob } from "@/lib/jobs/drain-jobs";
import { addNotification } from "@/lib/notifications/server/add";
import { cleanUpNotifications } from "@/lib/notifications/server/clean-up";
import { markReadCommand } from "@/lib/notifications/server/mark-read";
import { listNotifications } from "@/lib/notifications/server/queries";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

withDatabase();

const MINUTE = 60_000;
const RETENTION = 90 * 24 * 60 * MINUTE;

let events = 0;
/** Adds notifications of these ages (ms), each for an event of its own, titled by its place. */
async function add({ userId }: Viewer, ages: readonly number[]) {
  await transaction(async (tx) => {
    for (const [place, age] of ages.entries())
      addNotification(tx, userId, {
        event: { channel: "test", epoch: "a", offset: ++events },
        at: new Date(Date.now() - age).toISOString(),
        notice: { type: "info", title: `Title ${place}`, message: "Message", action_url: null },
        kind: "messages",
      });
  });
}

async function markOldestRead(person: Viewer) {
  const db = await queryable();
  const [oldest] = await db
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.user_id, person.userId))
    .orderBy(asc(notifications.created_at));
  if (oldest === undefined) throw new Error("There is no notification");
  await markReadCommand.execute(person, { ids: [oldest.id] }, undefined);
}

const read = async (person: Viewer) => {
  const page = await listNotifications(person, { limit: 100 });
  return { titles: page.notifications.map(({ title }) => title), unread: page.unread_count };
};

test("notifications are removed 90 days after their event, and the unread ones leave the count", async () => {
  const [lena, omar] = [await makePerson("Lena"), await makePerson("Omar")];
  await add(lena, [0, RETENTION - MINUTE, RETENTION + MINUTE, 2 * RETENTION]);
  await markOldestRead(lena);
  await add(omar, [RETENTION + MINUTE]);
  expect(await read(lena)).toMatchObject({ unread: 3 });

  expect(await runScheduledJob(cleanUpNotifications)).toBe(3);
  expect(await read(lena)).toEqual({ titles: ["Title 0", "Title 1"], unread: 2 });
  expect(await read(omar)).toEqual({ titles: [], unread: 0 });

  expect(await runScheduledJob(cleanUpNotifications)).toBe(0);
  expect(await read(lena)).toMatchObject({ unread: 2 });
});

test("the requests that sent notifications are removed after the same time", async () => {
  const ada = await makePerson("Ada", { isAdmin: true });
  const db = await queryable();
  const [old, recent] = [RETENTION + MINUTE, RETENTION - MINUTE].map((age) => ({
    id: crypto.randomUUID(),
    sender_id: ada.userId,
    request_hash: "",
    recipients: 1,
    created_at: new Date(Date.now() - age),
  }));
  if (old === undefined || recent === undefined) throw new Error("There are two requests");
  await db.insert(notificationBatches).values([old, recent]);
  expect(await runScheduledJob(cleanUpNotifications)).toBe(1);
  expect(await db.select({ id: notificationBatches.id }).from(notificationBatches)).toEqual([
    { id: recent.id },
  ]);
});

test("one run removes more than one statement does", async () => {
  const lena = await makePerson("Lena");
  await add(lena, [...Array.from({ length: 1_001 }, () => RETENTION + MINUTE), 0]);
  expect(await runScheduledJob(cleanUpNotifications)).toBe(1_001);
  expect(await read(lena)).toEqual({ titles: ["Title 1001"], unread: 1 });
});

test("the count stays exact while people read and get notifications", async () => {
  const [lena, omar] = [await makePerson("Lena"), await makePerson("Omar")];
  const old = Array.from({ length: 300 }, () => RETENTION + MINUTE);
  for (const person of [lena, omar]) await add(person, [...old, ...Array.from({ length: 20 }, () => 0)]);
  await Promise.all([
    runScheduledJob(cleanUpNotifications),
    ...[lena, omar, lena, omar].flatMap((person) => [markOldestRead(person), add(person, [0])]),
    markReadCommand.execute(lena, { all: true }, undefined),
  ]);
  const db = await queryable();
  for (const person of [lena, omar]) {
    const left = await db.select().from(notifications).where(eq(notifications.user_id, person.userId));
    expect(left).toHaveLength(22);
    expect(await read(person)).toMatchObject({ unread: left.filter((row) => row.read_at === null).length });
  }
});
