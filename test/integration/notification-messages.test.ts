import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import webPush from "web-push";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notificationMessages, notifications, pushSubscriptions } from "@/lib/db/schema/notifications";
import { sessions, users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import type { JobContext } from "@/lib/jobs/define-job";
import type { NoticeKind } from "@/lib/notifications/model/kinds";
import { preferencesOf } from "@/lib/notifications/model/preferences";
import { addNotification } from "@/lib/notifications/server/add";
import { markSeenCommand } from "@/lib/notifications/server/mark-seen";
import { addPushSubscriptionCommand, listPushDevices } from "@/lib/notifications/server/push-subscriptions";
import { notifyOfOffers } from "@/lib/notifications/server/react-to-dispatch";
import { sendMessages } from "@/lib/notifications/server/send-messages";
import { setPreferencesCommand } from "@/lib/notifications/server/set-preferences";
import { drain } from "@/lib/reactions/drain";
import { withDatabase } from "@/test/support/database";
import { type MailServer, partsOf, startMailServer } from "@/test/support/mail-server";
import { startPushService, type TestBrowser } from "@/test/support/push-service";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "@/test/support/riders";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

type PushService = Awaited<ReturnType<typeof startPushService>>;
let service: PushService;
let mail: MailServer;

// The environment is read once, so the servers must have their ports before the first call.
beforeAll(async () => {
  service = await startPushService();
  mail = await startMailServer();
  const keys = webPush.generateVAPIDKeys();
  const { env } = await import("@/lib/env");
  Object.assign(env(), {
    PUSH_SERVICES: [service.origin],
    VAPID_SUBJECT: "mailto:push@platewire.app",
    VAPID_PUBLIC_KEY: keys.publicKey,
    VAPID_PRIVATE_KEY: keys.privateKey,
    EMAIL_SERVER: mail.url,
    EMAIL_FROM: "orders@platewire.app",
  });
});
afterAll(async () => {
  await service.stop();
  await mail.stop();
});
withDatabase();

const context = (signal = new AbortController().signal): JobContext => ({
  signal,
  steadySince: new Date(),
  progress: () => undefined,
});

async function withBrowser(name = "Lena", more: Parameters<typeof makePerson>[1] = {}) {
  const person = await makePerson(name, more);
  const browser = service.newBrowser();
  await subscribe(person, browser);
  return { person, browser };
}

async function subscribe(person: Viewer, browser: TestBrowser) {
  const added = await addPushSubscriptionCommand.execute(
    person,
    { ...browser.subscription, device: "Chrome on Android" },
    undefined,
  );
  if (!added.ok) throw new Error(added.message);
}

let events = 0;
/** Adds a notification of an event that happened so long ago (ms), and returns its id. */
async function add(
  { userId }: Viewer,
  {
    kind = "messages",
    topic,
    ago = 60_000,
    title = `Title ${events + 1}`,
    step,
    tenantId,
  }: {
    kind?: NoticeKind;
    topic?: string;
    ago?: number;
    title?: string;
    step?: "push";
    tenantId?: string;
  } = {},
): Promise<string> {
  events += 1;
  const number = events;
  await transaction(async (tx) =>
    addNotification(tx, userId, {
      event: { channel: "test", epoch: "a", offset: number },
      at: new Date(Date.now() - ago).toISOString(),
      notice: { type: "info", title, message: "Message <b>", action_url: "/orders" },
      kind,
      ...(topic !== undefined && { topic }),
      ...(step !== undefined && { step }),
      ...(tenantId !== undefined && { tenantId }),
    }),
  );
  const db = await queryable();
  const [added] = await db
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.title, title));
  if (added === undefined) throw new Error("There is no notification");
  return added.id;
}

async function messagesOf(notificationId: string) {
  const db = await queryable();
  return db
    .select()
    .from(notificationMessages)
    .where(eq(notificationMessages.notification_id, notificationId))
    .orderBy(notificationMessages.channel);
}

const send = async (notificationId: string, signal?: AbortSignal) => {
  const message_ids = (await messagesOf(notificationId)).map(({ id }) => id);
  return sendMessages.run({ message_ids }, context(signal));
};
const statesOf = async (notificationId: string) =>
  (await messagesOf(notificationId)).map(({ channel, state }) => `${channel} ${state}`);

describe("an offer", () => {
  async function offered() {
    const rider = await makeRider("Rita");
    const browser = service.newBrowser();
    await subscribe(rider, browser);
    const store = await makeRiderStore();
    const [lena, ana] = [await makePerson("Lena"), await makePerson("Ana", { staffOf: [store.id] })];
    const order = await makeAcceptedOrder(lena, ana, store);
    // From here on: a reaction begins with what happens next.
    await drain([notifyOfOffers], 10_000);
    const offer = await mustOffer(rider, [order.id]);
    await drain([notifyOfOffers], 10_000);
    const [added] = await (await queryable())
      .select({ id: notifications.id })
      .from(notifications)
      .where(eq(notifications.user_id, rider.userId));
    if (added === undefined) throw new Error("The rider was not told");
    return { rider, browser, offer, notificationId: added.id };
  }

  test("reaches the phone of a rider whose page sleeps, at once and for a minute, and no mailbox", async () => {
    const { browser, notificationId } = await offered();
    expect(await send(notificationId)).toBe(1);
    const [push, ...others] = browser.received;
    expect(others).toEqual([]);
    expect(push).toMatchObject({
      headers: { urgency: "high", ttl: expect.stringMatching(/^[345]\d$/) },
      payload: {
        notification: { title: "New offer: €6.25", navigate: expect.stringMatching(/\/rider$/) },
      },
    });
    expect(await statesOf(notificationId)).toEqual(["push sent"]);
  });

  test("that was answered before is not sent", async () => {
    const { rider, browser, offer, notificationId } = await offered();
    await answerOffer(rider.userId, offer.id, "decline");
    expect(await send(notificationId)).toBe(0);
    expect(await statesOf(notificationId)).toEqual(["push skipped"]);
    expect(browser.asked).toEqual([]);
  });
});

describe("a push", () => {
  test("is encrypted for the browser, signed, and names its topic, urgency and time to live", async () => {
    const { person, browser } = await withBrowser();
    const id = await add(person, { kind: "order_cancelled", topic: "order:7" });
    expect(await send(id)).toBe(2);
    expect(browser.received).toMatchObject([
      {
        headers: {
          "content-encoding": "aes128gcm",
          urgency: "high",
          topic: expect.stringMatching(/^[\w-]{32}$/),
          ttl: expect.stringMatching(/^86\d{3}$/),
          authorization: expect.stringMatching(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/),
        },
        payload: {
          web_push: 8030,
          notification: {
            title: `Title ${events}`,
            body: "Message <b>",
            navigate: "http://localhost:3000/orders",
            tag: "order:7",
            data: { id },
          },
          app_badge: "1",
        },
      },
    ]);
    expect(await statesOf(id)).toEqual(["email sent", "push sent"]);
  });

  test("goes to each of a person's browsers, and to nobody else's", async () => {
    const { person, browser } = await withBrowser();
    const second = service.newBrowser();
    await subscribe(person, second);
    const other = await withBrowser("Omar");
    await send(await add(person));
    expect([browser, second, other.browser].map(({ received }) => received.length)).toEqual([1, 1, 0]);
  });

  test("goes to the person who turned a browser on last, and ends with their session", async () => {
    const { person, browser } = await withBrowser();
    const omar = await makePerson("Omar");
    await subscribe(omar, browser);
    expect(await messagesOf(await add(person))).toEqual([]);
    const id = await add(omar);
    const db = await queryable();
    await db.update(sessions).set({ revoked_at: new Date() }).where(eq(sessions.id, omar.credential.id));
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["push gone"]);
    expect(browser.asked).toEqual([]);
    expect(await messagesOf(await add(omar))).toEqual([]);
  });

  test("still arrives when its person turns the same browser on again before it is sent", async () => {
    const { person, browser } = await withBrowser();
    const id = await add(person);
    await subscribe(person, browser);
    expect(await send(id)).toBe(1);
    expect(browser.received).toHaveLength(1);
  });

  test.each([
    ["is too old", { created_at: new Date(0) }],
    ["was opened in a demo, which this no longer is", { demo: true }],
  ])("never comes to a browser whose session %s", async (_, ended) => {
    const { person, browser } = await withBrowser();
    const id = await add(person);
    const db = await queryable();
    await db.update(sessions).set(ended).where(eq(sessions.id, person.credential.id));
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["push gone"]);
    expect(await messagesOf(await add(person))).toEqual([]);
    expect(await listPushDevices(person.userId)).toEqual([]);
    expect(browser.asked).toEqual([]);
  });

  test("planned in a demo for a demo's person is left out when this no longer is one", async () => {
    const { person, browser } = await withBrowser();
    const id = await add(person);
    const db = await queryable();
    await db
      .update(users)
      .set({ email: `${person.userId}@demo.test` })
      .where(eq(users.id, person.userId));
    expect(await send(id)).toBe(0);
    expect(await messagesOf(id)).toMatchObject([{ state: "skipped", reason: "demo person" }]);
    expect(browser.asked).toEqual([]);
  });

  test.each([404, 410])("that is answered with %i removes the subscription", async (status) => {
    const { person, browser } = await withBrowser();
    browser.answers.push({ status });
    const id = await add(person);
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["push gone"]);
    const db = await queryable();
    expect(
      await db.select().from(pushSubscriptions).where(eq(pushSubscriptions.user_id, person.userId)),
    ).toEqual([]);
  });

  test.each([500, 429, 408])(
    "that is answered with %i is tried again, and then sent once",
    async (status) => {
      const { person, browser } = await withBrowser();
      browser.answers.push({ status });
      const id = await add(person);
      await expect(send(id)).rejects.toThrow(`answered ${status}`);
      expect(await statesOf(id)).toEqual(["push waiting"]);
      expect(await send(id)).toBe(1);
      expect(await send(id)).toBe(0);
      expect(browser.asked).toHaveLength(2);
      expect(browser.received).toHaveLength(1);
    },
  );

  test.each([
    ["seconds", () => "120"],
    ["a date", () => new Date(Date.now() + 120_000).toUTCString()],
  ])("waits as long as Retry-After asks, in %s", async (_, retryAfter) => {
    const { person, browser } = await withBrowser();
    browser.answers.push({ status: 429, headers: { "Retry-After": retryAfter() } });
    const id = await add(person);
    expect(await send(id)).toBe(0);
    const [message] = await messagesOf(id);
    expect(message).toMatchObject({ state: "waiting" });
    const wait = (message?.due_at.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(110_000);
    expect(wait).toBeLessThanOrEqual(121_000);
    const jobs = await (await queryable()).execute(sql`
      select 1 from pgboss.job where name = ${sendMessages.queue} and data->'message_ids'->>0 = ${message?.id}
        and start_after > now() + interval '100 seconds'`);
    expect(jobs).toMatchObject({ rows: [expect.anything()] });
  });

  test("is held back as its service asks, also when its job is retried for another one", async () => {
    const { person, browser: busy } = await withBrowser();
    const failing = service.newBrowser();
    await subscribe(person, failing);
    busy.answers.push({ status: 429, headers: { "Retry-After": "120" } });
    failing.answers.push({ status: 500 });
    const id = await add(person);
    await expect(send(id)).rejects.toThrow("answered 500");
    expect(await send(id)).toBe(1);
    expect([busy, failing].map(({ asked }) => asked.length)).toEqual([1, 2]);
    const db = await queryable();
    await db
      .update(notificationMessages)
      .set({ due_at: new Date(Date.now() - 1_000) })
      .where(eq(notificationMessages.state, "waiting"));
    expect(await send(id)).toBe(1);
    expect(busy.received).toHaveLength(1);
  });

  test.each([400, 403, 413])("that is answered with %i is not tried again", async (status) => {
    const { person, browser } = await withBrowser();
    browser.answers.push({ status });
    const id = await add(person);
    expect(await send(id)).toBe(0);
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["push failed"]);
    expect(browser.asked).toHaveLength(1);
  });

  test("that is never answered is tried again after ten seconds", async () => {
    const { person, browser } = await withBrowser();
    browser.answers.push("never");
    const id = await add(person);
    await expect(send(id)).rejects.toThrow("did not answer");
    expect(await send(id)).toBe(1);
  });

  test("that a slow service answers late is sent once, also by two runners", async () => {
    const { person, browser } = await withBrowser();
    browser.answers.push("slow");
    const id = await add(person);
    const first = send(id);
    await browser.wasAsked(1);
    await expect(send(id)).rejects.toThrow("Another run");
    browser.release();
    expect(await first).toBe(1);
    expect(await send(id)).toBe(0);
    expect(browser.asked).toHaveLength(1);
  });

  test("of two runners that begin at once, one sends", async () => {
    const { person, browser } = await withBrowser();
    const ids = await Promise.all(Array.from({ length: 5 }, () => add(person)));
    await Promise.allSettled(ids.flatMap((id) => [send(id), send(id), send(id)]));
    expect(browser.received).toHaveLength(5);
    expect(browser.asked).toHaveLength(5);
  });

  test("of an older state is left out once a newer one is there, so that a phone shows the latest", async () => {
    const { person, browser } = await withBrowser();
    const older = await add(person, { topic: "order:1", ago: 90_000 });
    const newer = await add(person, { topic: "order:1", ago: 80_000 });
    const other = await add(person, { topic: "order:2", ago: 85_000 });
    for (const id of [newer, other, older]) await send(id);
    expect(browser.received).toHaveLength(2);
    expect(await messagesOf(older)).toMatchObject([{ state: "skipped", reason: "superseded" }]);
  });

  test("is left out when a page has shown the notification, when it was turned off, and when it is old", async () => {
    const { person, browser } = await withBrowser();
    const seen = await add(person, { ago: 0 });
    await markSeenCommand.execute(person, { ids: [seen] }, undefined);
    await send(seen);
    expect(await messagesOf(seen)).toMatchObject([{ state: "skipped", reason: "seen" }]);
    const off = await add(person);
    const defaults = preferencesOf(null);
    const kinds = { ...defaults.kinds, messages: { push: false, email: false } };
    await setPreferencesCommand.execute(person, { ...defaults, kinds }, undefined);
    await send(off);
    expect(await messagesOf(off)).toMatchObject([{ state: "skipped", reason: "off" }]);
    expect(await messagesOf(await add(person))).toEqual([]);
    expect(browser.asked).toEqual([]);
  });

  test("that would come too early is put off until its time", async () => {
    const { person, browser } = await withBrowser();
    const id = await add(person, { ago: 0 });
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["push waiting"]);
    expect(browser.asked).toEqual([]);
  });

  test("to an address that is no push service is never sent", async () => {
    const { person } = await withBrowser();
    const refused = await addPushSubscriptionCommand.execute(
      person,
      { ...service.newBrowser().subscription, endpoint: "http://169.254.169.254/latest", device: "Test" },
      undefined,
    );
    expect(refused).toMatchObject({ ok: false, code: "invalid" });
  });

  test("can be encrypted for every browser that is turned on: a key that is no key is refused", async () => {
    const { person } = await withBrowser();
    const p256dh = Buffer.alloc(65, 4).toString("base64url");
    const refused = await addPushSubscriptionCommand.execute(
      person,
      { ...service.newBrowser().subscription, p256dh, device: "Test" },
      undefined,
    );
    expect(refused).toMatchObject({ ok: false, code: "invalid" });
  });
});

describe("a mail", () => {
  test("has a text and an HTML part, and one press ends mails of its kind", async () => {
    const lena = await makePerson("Lena");
    const id = await add(lena, { kind: "order_cancelled" });
    expect(await send(id)).toBe(1);
    const sent = mail.received.find(({ to }) => to === lena.email);
    const raw = sent?.raw ?? "";
    expect(raw).toContain(`Subject: Title ${events}`);
    expect(raw.replaceAll(/\r\n\s+/g, " ")).toMatch(
      /List-Unsubscribe: <http:\/\/localhost:3000\/api\/notifications\/unsubscribe\?token=[^>]+>/,
    );
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const parts = partsOf(raw);
    expect(parts["text/plain"]).toContain("Message <b>");
    expect(parts["text/plain"]).toContain("http://localhost:3000/orders");
    expect(parts["text/html"]).toContain("Message &lt;b&gt;");
    expect(parts["text/html"]).toContain('href="http://localhost:3000/orders"');
  });

  test("with a long and hostile title has no header, line or tag beyond its own", async () => {
    const lena = await makePerson("Lena");
    const title = `</title><img src=x onerror=alert(1)>\r\nBcc: all@evil.test\r\n\r\n.\r\nRSET ${"ö".repeat(400)}`;
    expect(await send(await add(lena, { kind: "order_cancelled", title }))).toBe(1);
    const sent = mail.received.filter(({ to }) => to === lena.email);
    expect(sent).toHaveLength(1);
    const raw = sent[0]?.raw ?? "";
    const [head = ""] = raw.split("\r\n\r\n", 1);
    expect(head).not.toMatch(/^(?:Bcc|RSET|\.)/m);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThan(998);
    const parts = partsOf(raw);
    expect(parts["text/html"]).toContain("&lt;/title&gt;&lt;img src=x onerror=alert(1)&gt;");
    expect(parts["text/html"]).not.toContain("<img");
    expect(parts["text/plain"]).toContain("</title><img src=x onerror=alert(1)> Bcc: all@evil.test");
  });

  test("about the safety of the account cannot be turned off, and offers no such link", async () => {
    const lena = await makePerson("Lena");
    const id = await add(lena, { kind: "account" });
    await markSeenCommand.execute(lena, { ids: [id] }, undefined);
    expect(await send(id)).toBe(1);
    const raw = mail.received.find(({ to }) => to === lena.email)?.raw ?? "";
    expect(raw).not.toContain("List-Unsubscribe");
  });

  test.each([
    ["a busy server", "RCPT", "451 4.3.0 later"],
    ["a server that is about to end", "GREETING", "421 4.3.2 later"],
  ])("is tried again after %s", async (_, command, answer) => {
    const lena = await makePerson("Lena");
    mail.answers.set(command, answer);
    const id = await add(lena, { kind: "account" });
    await expect(send(id)).rejects.toThrow("mail server");
    mail.answers.clear();
    expect(await send(id)).toBe(1);
    expect(mail.received.filter(({ to }) => to === lena.email)).toHaveLength(1);
  });

  test("to a mailbox that does not exist is not tried again", async () => {
    const lena = await makePerson("Lena");
    mail.answers.set("RCPT", "550 5.1.1 unknown");
    const id = await add(lena, { kind: "account" });
    expect(await send(id)).toBe(0);
    mail.answers.clear();
    expect(await statesOf(id)).toEqual(["email failed"]);
  });

  test("that cannot be rendered was not sent, and is tried again", async () => {
    const lena = await makePerson("Lena");
    const id = await add(lena, { kind: "account" });
    const { env } = await import("@/lib/env");
    const { NEXTAUTH_URL } = env();
    Object.assign(env(), { NEXTAUTH_URL: "no address" });
    await expect(send(id)).rejects.toThrow("could not be rendered");
    Object.assign(env(), { NEXTAUTH_URL });
    expect(await statesOf(id)).toEqual(["email waiting"]);
    expect(await send(id)).toBe(1);
    expect(await statesOf(id)).toEqual(["email sent"]);
  });

  test("that was handed over when the connection was lost is not sent a second time", async () => {
    const lena = await makePerson("Lena");
    mail.answers.set("END", "close");
    const id = await add(lena, { kind: "account" });
    expect(await send(id)).toBe(0);
    mail.answers.clear();
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["email unsure"]);
    expect(mail.received.filter(({ to }) => to === lena.email)).toHaveLength(1);
  });
});

describe("a message that depends on a role", () => {
  test("reaches nobody who has left the staff since it was planned, and still those who have not", async () => {
    const kitchen = await makeRestaurant();
    const order = await makeOrder(await makePerson("Lena"), kitchen);
    const [gone, stays] = [
      await withBrowser("Ana", { staffOf: [kitchen.id] }),
      await withBrowser("Ben", { staffOf: [kitchen.id] }),
    ];
    const about = { kind: "order_waiting", topic: `waiting:${order.id}`, step: "push" } as const;
    const [idOfGone, idOfStays] = [await add(gone.person, about), await add(stays.person, about)];
    gone.browser.answers.push({ status: 500 });
    await expect(send(idOfGone)).rejects.toThrow();
    const db = await queryable();
    await db.delete(memberships).where(eq(memberships.user_id, gone.person.userId));
    expect(await send(idOfGone)).toBe(0);
    expect(await messagesOf(idOfGone)).toMatchObject([{ state: "skipped", reason: "role" }]);
    expect(gone.browser.received).toEqual([]);
    expect(await send(idOfStays)).toBe(1);
  });

  test("reaches nobody who is banned, except about the ban", async () => {
    const { person, browser } = await withBrowser("Otto");
    const [chat, account] = [await add(person, { kind: "chat" }), await add(person, { kind: "account" })];
    const db = await queryable();
    await db.update(users).set({ banned_at: new Date() }).where(eq(users.id, person.userId));
    await send(chat);
    expect(await messagesOf(chat)).toMatchObject([{ state: "skipped", reason: "role" }]);
    await send(account);
    expect(await statesOf(account)).toContain("email sent");
    expect(browser.received).toHaveLength(1);
  });

  test("reaches nobody who is no admin any more", async () => {
    const ada = await makePerson("Ada", { isAdmin: true });
    const id = await add(ada, { kind: "order_missed" });
    const db = await queryable();
    await db.update(users).set({ is_admin: false }).where(eq(users.id, ada.userId));
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["email skipped"]);
    expect(mail.received.filter(({ to }) => to === ada.email)).toEqual([]);
  });
});

describe("a message whose process ended while it was being sent", () => {
  const claimed = async (id: string, ago: number) => {
    const db = await queryable();
    await db
      .update(notificationMessages)
      .set({ state: "sending", claim: randomUUID(), claimed_at: new Date(Date.now() - ago) })
      .where(eq(notificationMessages.notification_id, id));
  };

  test("is not sent again", async () => {
    const { person, browser } = await withBrowser();
    const id = await add(person);
    await claimed(id, 30_000);
    await expect(send(id)).rejects.toThrow("Another run");
    await claimed(id, 120_000);
    expect(await send(id)).toBe(0);
    expect(await statesOf(id)).toEqual(["push unsure"]);
    expect(browser.asked).toEqual([]);
  });

  test("is sent after all when it ended before anything was sent", async () => {
    const { person, browser } = await withBrowser();
    const id = await add(person, { kind: "order_waiting", topic: `waiting:${randomUUID()}`, step: "push" });
    const db = await queryable();
    await db.execute(sql`alter table orders rename to orders_away`);
    await expect(send(id)).rejects.toThrow();
    await db.execute(sql`alter table orders_away rename to orders`);
    expect(await statesOf(id)).toEqual(["push waiting"]);
    expect(browser.asked).toEqual([]);
    // It finds that nobody waits for this order any longer.
    await send(id);
    expect(await messagesOf(id)).toMatchObject([{ state: "skipped", reason: "over" }]);
  });

  test("keeps what the next run has recorded: a run that lost its claim records nothing", async () => {
    const { person, browser } = await withBrowser();
    browser.answers.push("slow");
    const id = await add(person);
    const first = send(id);
    await browser.wasAsked(1);
    await claimed(id, 120_000);
    await send(id);
    browser.release();
    await first;
    expect(await statesOf(id)).toEqual(["push unsure"]);
  });
});

test("stores take turns in sending, so that a message to hundreds of people delays no alarm", async () => {
  const { person } = await withBrowser();
  const tenantId = randomUUID();
  const groupOf = async (id: string) => {
    const message_ids = JSON.stringify((await messagesOf(id)).map((message) => message.id));
    const db = await queryable();
    return db.execute(sql`
      select group_id from pgboss.job where name = ${sendMessages.queue} and data->'message_ids' = ${message_ids}::jsonb`);
  };
  expect(await groupOf(await add(person, { tenantId }))).toMatchObject({ rows: [{ group_id: tenantId }] });
  expect(await groupOf(await add(person))).toMatchObject({ rows: [{ group_id: "none" }] });
});

test("the messages exist only if the notification does", async () => {
  const { person } = await withBrowser();
  const before = await (await queryable()).select().from(notificationMessages);
  await transaction(async (tx, rollback) => {
    addNotification(tx, person.userId, {
      event: { channel: "test", epoch: "a", offset: -1 },
      at: new Date().toISOString(),
      notice: { type: "info", title: "Never", message: "", action_url: null },
      kind: "messages",
    });
    tx.beforeCommit(async () => rollback(undefined));
  });
  expect(await (await queryable()).select().from(notificationMessages)).toHaveLength(before.length);
});
