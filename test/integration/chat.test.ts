import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { CHAT_ROOMS, type ChatRoom } from "@/lib/chat/model/rooms";
import { listChatReports } from "@/lib/chat/server/list-reports";
import { countMessages, listChats, readChat, readUnreadChats } from "@/lib/chat/server/queries";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { auditLog } from "@/lib/db/schema/platform";
import { listNotifications } from "@/lib/notifications/server/queries";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { giveBack, giveTo, mustWrite, pressStep, write } from "@/test/support/chat";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CHAT: "0", LIMIT_TYPING: "0", LIMIT_NOTIFY: "0" });
});

withDatabase();

let kitchen: TestRestaurant;
/** It brings its orders itself. */
let cafe: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let mia: Viewer;
let bob: Viewer;
let lena: Viewer;
let rita: Viewer;
let sam: Viewer;
beforeAll(async () => {
  kitchen = await makeRiderStore({ name: "Sushi Bar" });
  cafe = await makeRestaurant({ name: "Corner Café" });
  const other = await makeRiderStore();
  ana = await makePerson("Ana", { staffOf: [kitchen.id, cafe.id] });
  bob = await makePerson("Bob", { staffOf: [other.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  mia = await makePerson("Mia");
  await runReactions(20_000);
});
beforeEach(async () => {
  lena = await makePerson("Lena Lund");
  rita = await makeRider("Rita Rad");
  sam = await makeRider("Sam");
});

async function carried(): Promise<{ id: string; tripId: string }> {
  const { id } = await makeAcceptedOrder(lena, ana, kitchen);
  return { id, tripId: await giveTo(rita, ada, id) };
}

const texts = async (viewer: Viewer, id: string, room: ChatRoom) =>
  (await readChat(viewer, id, room))?.messages.map(({ text }) => text);
const eventsOn = async (channel: string) =>
  (await readEvents(await queryable(), channel, 0)).events.map(({ type, data }) => ({
    type,
    data: JSON.parse(data),
  }));
const unreadOf = async (viewer: Viewer, ...ids: string[]) =>
  (await readUnreadChats(viewer, ids)).map(({ room, as, unread }) => `${as} ${room} ${unread}`).sort();
const markRead = (by: Viewer, order_id: string, room: ChatRoom, message_id: string) =>
  commands.mark_chat_read.execute(by, { order_id, room, message_id }, undefined);

describe("a message", () => {
  test("reaches the members of its room under the names that they may know, and nobody else", async () => {
    const { id } = await carried();
    const sent = await mustWrite(lena, id, "customer_rider", { text: "Second floor", lang: "en" });
    expect(sent).toMatchObject({
      order_id: id,
      seq: 1,
      author: { kind: "customer", name: "Lena" },
      text: "Second floor",
      lang: "en",
      warning: null,
    });
    const answer = await mustWrite(rita, id, "customer_rider", { canned: "on_my_way" });
    expect(answer).toMatchObject({
      seq: 2,
      author: { kind: "rider", name: "Rita" },
      canned: "on_my_way",
      text: null,
    });
    for (const [viewer, as] of [
      [lena, "customer"],
      [rita, "rider"],
    ] as const)
      expect(await readChat(viewer, id, "customer_rider")).toMatchObject({
        as,
        stop: null,
        members: [
          { kind: "customer", name: "Lena" },
          { kind: "rider", name: "Rita" },
        ],
        messages: [{ id: sent.id }, { id: answer.id }],
        head: 2,
        next_cursor: null,
      });
    for (const viewer of [ana, ada, mia, bob, sam])
      expect(await readChat(viewer, id, "customer_rider")).toBeNull();
    const told = async (channel: string) =>
      (await eventsOn(channel)).filter(({ type }) => type === "chat_message").map(({ data }) => data);
    expect(await told(userChannel.name(lena.userId))).toMatchObject([
      { ...sent, as: "customer" },
      { ...answer, as: "customer" },
    ]);
    expect((await told(userChannel.name(rita.userId))).map(({ as }) => as)).toEqual(["rider", "rider"]);
    const atStore = await told(tenantChatChannel.name(kitchen.id));
    expect(atStore.filter(({ order_id }) => order_id === id)).toEqual([]);
  });

  test("of the staff is the store's, and all of the staff read it", async () => {
    const { id } = await makeOrder(lena, cafe);
    const ben = await makePerson("Ben", { staffOf: [cafe.id] });
    const sent = await mustWrite(ben, id, "customer_store", { canned: "ready_soon" });
    expect(sent.author).toEqual({ kind: "store", name: "Corner Café" });
    expect(JSON.stringify(await readChat(lena, id, "customer_store"))).not.toContain("Ben");
    expect(await readChat(ana, id, "customer_store")).toMatchObject({ as: "store", head: 1, read: 1 });
    const atStore = await eventsOn(tenantChatChannel.name(cafe.id));
    expect(atStore.at(-1)?.data).toMatchObject({ id: sent.id, as: "store", order_id: id });
  });

  test("that is sent again is stored once, also when both arrive together", async () => {
    const { id } = await makeOrder(lena, cafe);
    const key = randomUUID();
    const say = () => write(lena, id, "customer_store", { text: "No onions, please" }, key);
    const answers = [...(await Promise.all([say(), say(), say()])), await say()];
    const ids = answers.map((answer) => (answer.ok ? answer.data.id : answer.code));
    expect(new Set(ids).size).toBe(1);
    expect(await texts(ana, id, "customer_store")).toEqual(["No onions, please"]);
    expect(await write(lena, id, "customer_store", { text: "Other" }, key)).toMatchObject({
      code: "key_reused",
    });
  });

  test("must be one thing, and a canned reply one's own", async () => {
    const { id } = await makeOrder(lena, cafe);
    const refused = (content: Parameters<typeof write>[3]) => write(lena, id, "customer_store", content);
    expect(await refused({})).toMatchObject({ code: "invalid" });
    expect(await refused({ text: "a", canned: "yes" })).toMatchObject({ code: "invalid" });
    expect(await refused({ text: "  " })).toMatchObject({ code: "invalid" });
    expect(await refused({ text: "a", lang: "not a language" })).toMatchObject({ code: "invalid" });
    expect(await refused({ canned: "ready_now" })).toMatchObject({ code: "invalid" });
    expect(await refused({ photo_id: randomUUID() })).toMatchObject({ code: "not_found" });
    expect(await texts(lena, id, "customer_store")).toEqual([]);
  });

  test("with a phone number or bank details is sent with a warning", async () => {
    const { id } = await makeOrder(lena, cafe);
    expect(await mustWrite(lena, id, "customer_store", { text: "+49 431 5601234" })).toMatchObject({
      warning: "phone",
    });
    const bank = await mustWrite(lena, id, "customer_store", { text: "DE89 3704 0044 0532 0130 00" });
    expect(bank.warning).toBe("bank");
  });

  test("has its number without a gap, whoever writes at once", async () => {
    const { id } = await carried();
    const people = [lena, ana, rita];
    const all = Array.from({ length: 30 }, (_, n) =>
      mustWrite(people[n % people.length] ?? lena, id, "all", { text: `${n}` }),
    );
    const seqs = (await Promise.all(all)).map(({ seq }) => seq).sort((one, other) => one - other);
    expect(seqs).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    const { messages } = (await readChat(lena, id, "all")) ?? { messages: [] };
    expect(messages.map(({ seq }) => seq)).toEqual(seqs);
    const events = await eventsOn(userChannel.name(lena.userId));
    const told = events.filter(({ type }) => type === "chat_message").map(({ data }) => data.seq);
    expect(told).toEqual(seqs);
  });

  test("is on a page of fifty, and older ones are behind the cursor", async () => {
    const { id } = await makeOrder(lena, cafe);
    for (let n = 1; n <= 53; n += 1) await mustWrite(lena, id, "customer_store", { text: `${n}` });
    const latest = await readChat(ana, id, "customer_store");
    expect(latest?.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 4));
    const older = await readChat(ana, id, "customer_store", latest?.next_cursor);
    expect([older?.messages.map(({ seq }) => seq), older?.next_cursor]).toEqual([[1, 2, 3], null]);
    expect(await readChat(ana, id, "customer_store", "0; drop")).toBeNull();
    expect(await countMessages(await queryable(), id)).toBe(53);
  });
});

describe("the rooms", () => {
  test("are refused to whoever is not in them, by every command", async () => {
    const { id } = await carried();
    const about: [Viewer, ChatRoom][] = [
      ...[mia, bob, sam, ada].flatMap((viewer) =>
        CHAT_ROOMS.map((room): [Viewer, ChatRoom] => [viewer, room]),
      ),
      [lena, "store_rider"],
      [ana, "customer_rider"],
      [rita, "customer_store"],
    ];
    const messages = new Map<ChatRoom, string>();
    for (const [by, room] of [
      [lena, "customer_store"],
      [lena, "customer_rider"],
      [ana, "store_rider"],
      [lena, "all"],
    ] as const)
      messages.set(room, (await mustWrite(by, id, room, { text: "secret" })).id);
    for (const [viewer, room] of about) {
      const message_id = messages.get(room) ?? "";
      const answers = await Promise.all([
        write(viewer, id, room, { text: "Hello" }),
        commands.report_typing.execute(viewer, { order_id: id, room, is_typing: true }, undefined),
        markRead(viewer, id, room, message_id),
        commands.report_chat_message.execute(
          viewer,
          { order_id: id, message_id, reason: "insult" },
          undefined,
        ),
      ]);
      for (const answer of answers)
        expect(answer, `${viewer.name} ${room}`).toMatchObject({ code: "not_found" });
      expect(await readChat(viewer, id, room)).toBeNull();
    }
    for (const viewer of [mia, bob, sam, ada]) {
      expect(await listChats(viewer, id)).toBeNull();
      expect(await readUnreadChats(viewer, [id])).toEqual([]);
      const block = { order_id: id, party: "customer" as const };
      expect(await commands.block_in_chat.execute(viewer, block, undefined)).toMatchObject({
        code: "not_found",
      });
    }
    for (const viewer of [mia, bob, ana, lena, rita]) {
      const reading = { order_id: id, room: "all" as const, reason: "Curious" };
      expect(await commands.read_chat_as_admin.execute(viewer, reading, undefined)).toMatchObject({
        code: "not_found",
      });
    }
    expect(await texts(lena, id, "all")).toEqual(["secret"]);
  });

  test("of a store are read on its channel by its staff alone", async () => {
    const name = tenantChatChannel.name(kitchen.id);
    const allowed = async (viewer: Viewer) => (await channels.judge(viewer, [name])).forbidden.length === 0;
    expect(await allowed(ana)).toBe(true);
    for (const viewer of [ada, bob, mia, lena, rita]) expect(await allowed(viewer)).toBe(false);
    expect(channels.defaultsOf(ana)).not.toContain(name);
  });

  test("are lost to a rider from the moment the order is another's, who does not read what came before", async () => {
    const { id, tripId } = await carried();
    await mustWrite(lena, id, "customer_rider", { text: "For Rita" });
    await mustWrite(ana, id, "store_rider", { text: "Two bags, Rita" });
    await giveBack(rita, tripId);
    expect(await readChat(rita, id, "customer_rider")).toBeNull();
    expect(await write(rita, id, "customer_rider", { text: "Sorry" })).toMatchObject({ code: "not_found" });
    // Nobody carries it now: what was written stays readable to the others.
    expect(await readChat(lena, id, "customer_rider")).toMatchObject({ stop: "no_rider", head: 1 });
    expect(await write(lena, id, "customer_rider", { text: "Hello?" })).toMatchObject({ code: "conflict" });
    await giveTo(sam, ada, id);
    expect(await texts(sam, id, "customer_rider")).toEqual([]);
    expect(await unreadOf(sam, id)).toEqual(["rider customer_rider 0", "rider store_rider 0"]);
    const before = (await eventsOn(userChannel.name(rita.userId))).length;
    await mustWrite(lena, id, "customer_rider", { text: "For Sam" });
    expect(await texts(sam, id, "customer_rider")).toEqual(["For Sam"]);
    expect(await unreadOf(sam, id)).toEqual(["rider customer_rider 1", "rider store_rider 0"]);
    expect(await texts(lena, id, "customer_rider")).toEqual(["For Rita", "For Sam"]);
    expect((await eventsOn(userChannel.name(rita.userId))).length).toBe(before);
    expect(await readUnreadChats(rita, [id])).toEqual([]);
    const [first] = (await readChat(lena, id, "customer_rider"))?.messages ?? [];
    expect(await markRead(sam, id, "customer_rider", first?.id ?? "")).toMatchObject({ code: "not_found" });
  });

  test("open and close with the order", async () => {
    const { id, tripId } = await carried();
    const stops = async (viewer: Viewer) =>
      (await listChats(viewer, id))?.map(({ room, stop }) => `${room} ${stop}`);
    expect(await stops(lena)).toEqual(["customer_store null", "customer_rider null", "all null"]);
    await pressStep(rita, tripId, id, "picked_up");
    expect(await stops(lena)).toEqual(["customer_store picked_up", "customer_rider null", "all null"]);
    expect(await write(lena, id, "customer_store", { text: "Late" })).toMatchObject({ code: "conflict" });
    await mustWrite(lena, id, "all", { text: "Where is it?" });
    await pressStep(rita, tripId, id, "delivered");
    expect(await stops(rita)).toEqual(["customer_rider null", "store_rider null", "all null"]);
    const db = await queryable();
    const ago = (text: string) =>
      db
        .update(orders)
        .set({ delivered_at: sql`now() - ${text}::interval` })
        .where(eq(orders.id, id));
    await ago("31 minutes");
    expect(await stops(rita)).toEqual(["customer_rider closed", "store_rider closed", "all closed"]);
    expect(await write(rita, id, "all", { text: "Bye" })).toMatchObject({ code: "conflict" });
    expect(await texts(lena, id, "all")).toEqual(["Where is it?"]);
    await ago("31 days");
    for (const viewer of [lena, ana, rita]) {
      expect(await listChats(viewer, id)).toBeNull();
      expect(await readChat(viewer, id, "all")).toBeNull();
      expect(await readUnreadChats(viewer, [id])).toEqual([]);
    }
  });

  test("know a person who is two by what is asked for", async () => {
    const { id } = await makeOrder(ana, cafe);
    await mustWrite(ana, id, "customer_store", { text: "As a customer" });
    const asStore = await mustWrite(ana, id, "customer_store", { canned: "yes", as: "store" });
    expect(asStore.author.kind).toBe("store");
    expect(await readChat(ana, id, "customer_store", null, "store")).toMatchObject({ as: "store" });
    expect(await unreadOf(ana, id)).toEqual(["customer customer_store 1", "store customer_store 0"]);
    expect(await write(lena, id, "customer_store", { text: "No", as: "store" })).toMatchObject({
      code: "not_found",
    });
  });
});

describe("what is unread", () => {
  test("is the same by the server's count as by counting, whatever is written and read", async () => {
    const { id } = await carried();
    const people = { customer: lena, store: ana, rider: rita };
    const parties = ["customer", "store", "rider"] as const;
    const step = fc.record({
      by: fc.constantFrom(...parties),
      reads: fc.boolean(),
      back: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const all = (await readChat(lena, id, "all"))?.messages ?? [];
        const known = all.map(({ id: message, seq, author }) => ({ message, seq, by: author.kind }));
        const read = Object.fromEntries(
          await Promise.all(
            parties.map(async (party) => {
              const found = (await readUnreadChats(people[party], [id])).find(({ room }) => room === "all");
              return [party, found?.read ?? 0] as const;
            }),
          ),
        );
        for (const { by, reads, back } of steps) {
          const target = known.at(-1 - Math.min(back, known.length - 1));
          if (reads && target !== undefined) {
            expect(await markRead(people[by], id, "all", target.message)).toMatchObject({ ok: true });
            read[by] = Math.max(read[by] ?? 0, target.seq);
          } else if (!reads) {
            const sent = await mustWrite(people[by], id, "all", { text: "x" });
            known.push({ message: sent.id, seq: sent.seq, by });
            read[by] = sent.seq;
          }
        }
        for (const party of parties) {
          const own = (await readUnreadChats(people[party], [id])).find(({ room }) => room === "all");
          const expected = known.filter(({ seq }) => seq > (read[party] ?? 0));
          expect(own?.unread ?? 0).toBe(
            known.length === 0 ? 0 : (known.at(-1)?.seq ?? 0) - (read[party] ?? 0),
          );
          expect(expected.some(({ by }) => by === party)).toBe(false);
        }
      }),
      { numRuns: 6 },
    );
  });

  test("is read by the store as one, and the receipt reaches everybody in the room once", async () => {
    const { id } = await makeOrder(lena, cafe);
    const ben = await makePerson("Ben", { staffOf: [cafe.id] });
    await mustWrite(lena, id, "customer_store", { text: "One" });
    const two = await mustWrite(lena, id, "customer_store", { text: "Two" });
    expect(await unreadOf(ana, id)).toEqual(["store customer_store 2"]);
    expect(await markRead(ana, id, "customer_store", two.id)).toEqual({ ok: true, data: { seq: 2 } });
    expect(await markRead(ben, id, "customer_store", two.id)).toEqual({ ok: true, data: { seq: 2 } });
    expect(await unreadOf(ben, id)).toEqual(["store customer_store 0"]);
    const receipts = (await eventsOn(userChannel.name(lena.userId))).filter(
      ({ type }) => type === "read_receipt",
    );
    expect(receipts.map(({ data }) => data)).toMatchObject([
      { as: "customer", order_id: id, reader: { kind: "store" }, seq: 2, message_id: two.id },
    ]);
    expect((await readChat(lena, id, "customer_store"))?.receipts).toMatchObject([
      { kind: "customer", seq: 2 },
      { kind: "store", seq: 2 },
    ]);
  });

  test("of many orders takes one query, and leaves out what is not the viewer's", async () => {
    const mine = await makeOrder(lena, cafe);
    const others = await makeOrder(mia, cafe);
    for (const { id } of [mine, others]) await mustWrite(ana, id, "customer_store", { canned: "yes" });
    expect(await unreadOf(lena, mine.id, others.id, randomUUID())).toEqual(["customer customer_store 1"]);
    expect(await unreadOf(ana, mine.id, others.id)).toHaveLength(2);
  });
});

describe("blocking and reporting", () => {
  test("a blocked person can no longer write to who has blocked them, and the support and the store are told", async () => {
    const { id } = await carried();
    const block = (by: Viewer, party: "customer" | "store" | "rider", is_blocked = true) =>
      commands.block_in_chat.execute(by, { order_id: id, party, is_blocked }, undefined);
    expect(await block(lena, "rider")).toMatchObject({ ok: true });
    expect(await block(lena, "rider")).toMatchObject({ ok: true });
    for (const room of ["customer_rider", "all"] as const)
      expect(await write(rita, id, room, { text: "Hey" })).toMatchObject({ code: "conflict" });
    expect(
      await commands.report_typing.execute(
        rita,
        { order_id: id, room: "customer_rider", is_typing: true },
        undefined,
      ),
    ).toMatchObject({ code: "conflict" });
    await mustWrite(rita, id, "store_rider", { canned: "at_the_counter" });
    await mustWrite(lena, id, "customer_rider", { text: "Leave me alone" });
    expect(await readChat(lena, id, "customer_rider")).toMatchObject({ stop: null, blocked: ["rider"] });
    expect(await readChat(rita, id, "customer_rider")).toMatchObject({ stop: "blocked", blocked: [] });
    await runReactions(20_000);
    const { code } = await codeOf(id);
    for (const viewer of [ada, ana])
      expect(await titlesOf(viewer)).toContain(`Somebody was blocked in the chat of order ${code}`);
    expect((await titlesOf(rita)).join()).not.toContain("blocked");
    expect(await block(lena, "customer")).toMatchObject({ code: "invalid" });
    expect(await block(lena, "rider", false)).toMatchObject({ ok: true });
    await mustWrite(rita, id, "customer_rider", { canned: "on_my_way" });
  });

  test("reports are listed for admins alone, the newest first, by pages, without a word of the chat", async () => {
    const reported: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { id } = await makeOrder(lena, cafe);
      const { id: message_id } = await mustWrite(ana, id, "customer_store", { text: `Secret ${n}` });
      const about = { order_id: id, message_id, reason: "insult" as const, note: "Rude" };
      expect(await commands.report_chat_message.execute(lena, about, undefined)).toMatchObject({ ok: true });
      reported.unshift(id);
    }
    for (const viewer of [lena, ana, mia, bob]) expect(await listChatReports(viewer)).toBeNull();
    const found = await listChatReports(ada);
    expect(found?.reports.slice(0, 2)).toMatchObject(
      reported.map((order_id) => ({
        ...{ order_id, by: "customer", room: "customer_store", reason: "insult", note: "Rude" },
        store: "Corner Café",
      })),
    );
    expect(JSON.stringify(found)).not.toContain("Secret");
    const [newest, second] = found?.reports ?? [];
    expect((await listChatReports(ada, newest?.id))?.reports[0]?.id).toBe(second?.id);
  });

  test("a report keeps the chat, once for each member, and the support is told", async () => {
    const { id } = await carried();
    const bad = await mustWrite(rita, id, "customer_rider", { text: "You fool" });
    const report = (by: Viewer) =>
      commands.report_chat_message.execute(
        by,
        { order_id: id, message_id: bad.id, reason: "insult", note: "Twice" },
        undefined,
      );
    expect(await report(rita)).toMatchObject({ code: "not_found" });
    for (let n = 0; n < 2; n += 1) expect(await report(lena)).toMatchObject({ ok: true });
    await runReactions(20_000);
    const { code } = await codeOf(id);
    const title = `A message about order ${code} was reported`;
    expect((await titlesOf(ada)).filter((one) => one === title)).toHaveLength(1);
    expect(await titlesOf(ana)).toContain(title);
    expect(await titlesOf(rita)).not.toContain(title);
  });

  test("an admin reads with a reason, which is in the audit log and in the thread, once", async () => {
    const { id } = await carried();
    const room = "customer_rider" as const;
    const read = (reason: string) =>
      commands.read_chat_as_admin.execute(ada, { order_id: id, room, reason }, undefined);
    expect(await read("A complaint")).toMatchObject({ code: "not_found" });
    await mustWrite(lena, id, room, { text: "Hello" });
    expect(await read(" ")).toMatchObject({ code: "invalid" });
    expect(await readChat(ada, id, room)).toBeNull();
    for (let n = 0; n < 2; n += 1)
      expect(await read("A complaint")).toMatchObject({
        ok: true,
        data: {
          as: "admin",
          stop: "reading",
          messages: [
            { text: "Hello" },
            { author: { kind: "system", name: "Ada" }, system: "admin_read", text: "A complaint" },
          ],
        },
      });
    expect(await readChat(ada, id, room)).toMatchObject({ as: "admin", head: 2 });
    expect(await readChat(ada, id, "all")).toBeNull();
    expect(await write(ada, id, room, { text: "Stop" })).toMatchObject({ code: "not_found" });
    expect(await texts(lena, id, room)).toEqual(["Hello", "A complaint"]);
    const entries = await (await queryable()).select().from(auditLog).where(eq(auditLog.target_id, id));
    expect(entries).toMatchObject([
      {
        action: "read_chat",
        actor_id: ada.userId,
        target_kind: "chat",
        reason: "A complaint",
        detail: { room },
      },
    ]);
    expect(await countMessages(await queryable(), id)).toBe(1);
  });
});

async function codeOf(id: string) {
  const [order] = await (await queryable())
    .select({ code: orders.order_code })
    .from(orders)
    .where(eq(orders.id, id));
  if (order === undefined) throw new Error("No such order");
  return order;
}

async function titlesOf(viewer: Viewer): Promise<string[]> {
  const { notifications } = await listNotifications(viewer, { limit: 100 });
  return notifications.map(({ title }) => title);
}
