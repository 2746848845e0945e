import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { GET as getUnread } from "@/app/api/chats/unread/route";
import { GET as getStream } from "@/app/api/events/stream/route";
import { GET as getChats } from "@/app/api/orders/[id]/chats/route";
import { GET as getPhoto } from "@/app/api/orders/[id]/messages/photos/[photo]/route";
import { POST as postPhoto } from "@/app/api/orders/[id]/messages/photos/route";
import { GET as getMessages, POST as postMessage } from "@/app/api/orders/[id]/messages/route";
import { POST as postRead } from "@/app/api/orders/[id]/read/route";
import { POST as postTyping } from "@/app/api/orders/[id]/typing/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { chatMessageSchema } from "@/lib/chat/model/message";
import { eraseChats } from "@/lib/chat/server/erase";
import { readChat } from "@/lib/chat/server/queries";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { chatMessages, chatPhotos, chatRooms } from "@/lib/db/schema/chat";
import { orders } from "@/lib/db/schema/orders";
import { listNotifications } from "@/lib/notifications/server/queries";
import { remindOfChat } from "@/lib/notifications/server/remind-of-chat";
import { runReactions } from "@/lib/reactions";
import { hub } from "@/lib/realtime/hub/process-hub";
import { giveBack, giveTo, mustWrite } from "@/test/support/chat";
import { withDatabase } from "@/test/support/database";
import { LOCATION, smallPhoto } from "@/test/support/photos";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { collectFrames } from "@/test/support/sse-parser";
import { makePerson, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CHAT: "0", LIMIT_CONNECT: "0", LIMIT_CONNECT_ADDRESS: "0" });
});

withDatabase();

const leaving = new AbortController();
afterAll(async () => {
  leaving.abort();
  await hub().owners.presence.end();
});

let kitchen: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let lena: Viewer;
let mia: Viewer;
let rita: Viewer;
let id: string;
let tripId: string;
beforeAll(async () => {
  kitchen = await makeRiderStore({ name: "Sushi Bar" });
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  mia = await makePerson("Mia");
  await runReactions(20_000);
});
beforeEach(async () => {
  lena = await makePerson("Lena");
  rita = await makeRider("Rita");
  id = (await makeAcceptedOrder(lena, ana, kitchen)).id;
  tripId = await giveTo(rita, ada, id);
});

const SCOPES = ["orders:read", "orders:write", "events:read"] as const;
async function requestOf(
  { userId }: Viewer,
  path: string,
  { body, key, type = "application/json" }: { body?: object | Uint8Array; key?: string; type?: string } = {},
) {
  const { token } = await createToken(userId, { name: "t", scopes: [...SCOPES] });
  return new Request(`http://localhost:3000${path}`, {
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body !== undefined && { "Content-Type": type }),
      ...(key !== undefined && { "Idempotency-Key": key }),
    },
    ...(body !== undefined && {
      method: "POST",
      body: body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body),
    }),
  });
}
const inOrder = () => ({ params: Promise.resolve({ id }) });
const answerOf = async (response: Response) => ({ status: response.status, body: await response.json() });

const post = async (viewer: Viewer, body: object, key?: string) =>
  answerOf(
    await postMessage(
      await requestOf(viewer, `/api/orders/${id}/messages`, { body, ...(key !== undefined && { key }) }),
      inOrder(),
    ),
  );
const get = async (viewer: Viewer, query: string) =>
  answerOf(await getMessages(await requestOf(viewer, `/api/orders/${id}/messages?${query}`), inOrder()));

describe("over HTTP", () => {
  test("a message is sent with 201, once for a key, and read in its room", async () => {
    const key = randomUUID();
    const first = await post(lena, { room: "customer_store", text: "No onions" }, key);
    expect(first).toMatchObject({
      status: 201,
      body: { success: true, data: { room: "customer_store", text: "No onions", seq: 1 } },
    });
    expect(await post(lena, { room: "customer_store", text: "No onions" }, key)).toEqual(first);
    expect((await post(lena, { room: "all", canned: "thank_you" }, key)).status).toBe(422);
    expect(await get(ana, "room=customer_store")).toMatchObject({
      status: 200,
      body: { data: { as: "store", messages: [first.body.data] }, next_cursor: null },
    });
    expect((await get(ana, "room=kitchen")).status).toBe(400);
    expect((await get(ana, "room=customer_store&cursor=x")).status).toBe(400);
    expect((await get(mia, "room=customer_store")).status).toBe(404);
    expect((await post(mia, { room: "customer_store", text: "Hi" })).status).toBe(404);
    expect((await post(lena, { room: "customer_store" })).status).toBe(400);
  });

  test("the rooms, receipts and unread counts are there for those of the order alone", async () => {
    const { id: message_id } = await mustWrite(ana, id, "customer_store", { canned: "ready_soon" });
    const unread = async (viewer: Viewer) =>
      answerOf(await getUnread(await requestOf(viewer, `/api/chats/unread?order_ids=${id},${randomUUID()}`)));
    expect(await unread(lena)).toMatchObject({
      status: 200,
      body: { data: [{ order_id: id, room: "customer_store", as: "customer", unread: 1 }] },
    });
    expect((await unread(mia)).body.data).toEqual([]);
    const read = async (viewer: Viewer) =>
      answerOf(
        await postRead(
          await requestOf(viewer, `/api/orders/${id}/read`, { body: { room: "customer_store", message_id } }),
          inOrder(),
        ),
      );
    expect(await read(lena)).toMatchObject({ status: 200, body: { data: { seq: 1 } } });
    expect((await read(mia)).status).toBe(404);
    expect((await unread(lena)).body.data).toMatchObject([{ unread: 0 }]);
    const rooms = async (viewer: Viewer) =>
      answerOf(await getChats(await requestOf(viewer, `/api/orders/${id}/chats`), inOrder()));
    expect((await rooms(lena)).body.data.map(({ room }: { room: string }) => room)).toEqual([
      ...["customer_store", "customer_rider", "all"],
    ]);
    expect((await rooms(mia)).status).toBe(404);
  });

  test("writing is shown to the others while it lasts, and is not stored", async () => {
    const { token } = await createToken(ana.userId, { name: "t", scopes: ["events:read"] });
    const stream = await getStream(
      new Request(`http://localhost:3000/api/events/stream?channels=${tenantChatChannel.name(kitchen.id)}`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: leaving.signal,
      }),
    );
    if (stream.body === null) throw new Error("No stream");
    const { frames } = collectFrames(stream.body);
    await expect.poll(() => frames.at(0)?.event).toBe("connected");
    const typing = async (viewer: Viewer) =>
      answerOf(
        await postTyping(
          await requestOf(viewer, `/api/orders/${id}/typing`, {
            body: { room: "customer_store", is_typing: true },
          }),
          inOrder(),
        ),
      );
    expect((await typing(lena)).status).toBe(200);
    expect((await typing(mia)).status).toBe(404);
    const seen = () => frames.filter(({ event }) => event === "typing_indicator");
    await expect.poll(() => seen().length).toBe(1);
    expect(JSON.parse(seen()[0]?.data ?? "")).toMatchObject({
      as: "store",
      order_id: id,
      room: "customer_store",
      author: { kind: "customer", name: "Lena" },
      is_typing: true,
    });
    await mustWrite(lena, id, "customer_store", { text: "Hello" });
    await expect.poll(() => frames.filter(({ event }) => event === "chat_message").length).toBe(1);
    const sent = frames.find(({ event }) => event === "chat_message");
    expect(chatMessageSchema.parse(JSON.parse(sent?.data ?? ""))).toMatchObject({ seq: 1, text: "Hello" });
  });
});

describe("a photo", () => {
  const upload = async (viewer: Viewer, body: Uint8Array, room = "customer_rider") =>
    answerOf(
      await postPhoto(
        await requestOf(viewer, `/api/orders/${id}/messages/photos?room=${room}`, {
          body,
          type: "image/jpeg",
        }),
        inOrder(),
      ),
    );
  const look = async (viewer: Viewer, photo: string) =>
    getPhoto(await requestOf(viewer, `/api/orders/${id}/messages/photos/${photo}`), {
      params: Promise.resolve({ id, photo }),
    });
  const idOf = (answer: { body: unknown }) =>
    z.object({ data: z.object({ photo_id: z.uuid() }) }).parse(answer.body).data.photo_id;

  test("is written anew without its place, and shown to the members of the room once it is sent", async () => {
    const file = await sharp(await smallPhoto(64, 48))
      .jpeg()
      .withExif(LOCATION)
      .toBuffer();
    const photo_id = idOf(await upload(rita, file));
    expect((await look(rita, photo_id)).status).toBe(404);
    for (const viewer of [lena, ana])
      expect((await post(viewer, { room: "customer_rider", photo_id })).status).toBe(404);
    expect((await post(rita, { room: "store_rider", photo_id })).status).toBe(404);
    expect(await post(rita, { room: "customer_rider", photo_id })).toMatchObject({
      status: 201,
      body: { data: { photo_id, text: null } },
    });
    expect((await post(rita, { room: "customer_rider", photo_id })).status).toBe(404);
    const shown = await look(lena, photo_id);
    expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    const { format, exif } = await sharp(await shown.arrayBuffer()).metadata();
    expect([format, exif]).toEqual(["webp", undefined]);
    for (const viewer of [ana, mia, ada]) expect((await look(viewer, photo_id)).status).toBe(404);
    await giveBack(rita, tripId);
    expect((await look(rita, photo_id)).status).toBe(404);
    await giveTo(rita, ada, id);
    expect((await look(lena, photo_id)).status).toBe(200);
  });

  test("is refused from whoever may not write, and when it is none", async () => {
    const file = await smallPhoto(8, 8);
    for (const viewer of [ana, mia, ada]) expect((await upload(viewer, file)).status).toBe(404);
    expect((await upload(lena, file, "kitchen")).status).toBe(400);
    expect((await upload(lena, Uint8Array.from([1, 2, 3]))).status).toBe(400);
    const rows = await (await queryable()).select().from(chatPhotos).where(eq(chatPhotos.order_id, id));
    expect(rows).toEqual([]);
  });

  test("that is not sent makes room for the next", async () => {
    const file = await smallPhoto(8, 8);
    for (let n = 0; n < 7; n += 1) expect((await upload(lena, file)).status).toBe(201);
    const rows = await (await queryable()).select().from(chatPhotos).where(eq(chatPhotos.order_id, id));
    expect(rows).toHaveLength(5);
  });
});

const context = { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined };
const titlesOf = async (viewer: Viewer) =>
  (await listNotifications(viewer, { limit: 100 })).notifications.map(({ title }) => title);

describe("a person who is away", () => {
  const planned = async () => {
    await runReactions(20_000);
    const rows = z.object({
      rows: z.array(z.object({ message_id: z.uuid(), party: z.string(), seconds: z.coerce.number() })),
    });
    const result = await (await queryable()).execute(sql`
      select data->>'message_id' as message_id, data->>'party' as party,
        round(extract(epoch from start_after - m.created_at)) as seconds
      from pgboss.job join chat_messages m on m.id = (data->>'message_id')::uuid
      where name = ${remindOfChat.queue} and m.order_id = ${id}::uuid order by m.seq, 2`);
    return rows.parse(result).rows;
  };

  test("is notified of the first message that stays unread, not of each", async () => {
    const first = await mustWrite(rita, id, "customer_rider", { canned: "at_the_door" });
    expect(await planned()).toEqual([{ message_id: first.id, party: "customer", seconds: 10 }]);
    const second = await mustWrite(rita, id, "customer_rider", { canned: "waiting_outside" });
    expect((await planned()).map(({ message_id }) => message_id)).toEqual([first.id]);
    const run = (message_id: string) => remindOfChat.run({ message_id, party: "customer" }, context);
    expect([await run(first.id), await run(first.id), await run(second.id)]).toEqual([1, 1, 0]);
    const titles = (await titlesOf(lena)).filter((title) => title.startsWith("Rita wrote to you"));
    expect(titles).toHaveLength(1);
    const [note] = (await listNotifications(lena, { limit: 100 })).notifications.filter(
      ({ title }) => title === titles[0],
    );
    expect(note).toMatchObject({ message: "I'm at the door.", action_url: `/orders/${id}` });
  });

  test("is not notified of what was read, and the message after it gets its own time", async () => {
    const first = await mustWrite(lena, id, "customer_rider", { text: "One" });
    await planned();
    const second = await mustWrite(lena, id, "customer_rider", { text: "Two" });
    const about = { order_id: id, room: "customer_rider" as const };
    await commands.mark_chat_read.execute(rita, { ...about, message_id: first.id }, undefined);
    expect(await remindOfChat.run({ message_id: first.id, party: "rider" }, context)).toBe(0);
    expect((await titlesOf(rita)).join()).not.toContain("wrote to you");
    expect((await planned()).map(({ message_id, party }) => [message_id, party])).toEqual([
      [first.id, "rider"],
      [second.id, "rider"],
    ]);
    await commands.mark_chat_read.execute(rita, { ...about, message_id: second.id }, undefined);
    expect(await remindOfChat.run({ message_id: second.id, party: "rider" }, context)).toBe(0);
  });

  test("at a store is notified a minute later, and all of the staff are", async () => {
    const ben = await makePerson("Ben", { staffOf: [kitchen.id] });
    await (await queryable()).execute(sql`
      insert into memberships (user_id, tenant_id) values (${ben.userId}::uuid, ${kitchen.id}::uuid)
      on conflict do nothing`);
    const { id: message_id } = await mustWrite(lena, id, "customer_store", { text: "Is it vegan?" });
    expect(await planned()).toEqual([{ message_id, party: "store", seconds: 60 }]);
    await remindOfChat.run({ message_id, party: "store" }, context);
    for (const viewer of [ana, ben]) expect((await titlesOf(viewer)).at(0)).toContain("Lena wrote to you");
    expect((await titlesOf(lena)).join()).not.toContain("wrote to you");
  });

  test("is not notified of messages that nobody can read any more", async () => {
    const { id: message_id } = await mustWrite(lena, id, "customer_rider", { text: "For Rita" });
    await giveBack(rita, tripId);
    expect(await remindOfChat.run({ message_id, party: "rider" }, context)).toBe(0);
    expect(await remindOfChat.run({ message_id: randomUUID(), party: "rider" }, context)).toBe(0);
  });
});

describe("30 days after its end", () => {
  const endedAgo = async (text: string) => {
    const db = await queryable();
    await db
      .update(orders)
      .set({ order_status: "Delivered", delivered_at: sql`now() - ${text}::interval` })
      .where(eq(orders.id, id));
    await db
      .update(chatRooms)
      .set({ last_at: sql`now() - ${text}::interval` })
      .where(eq(chatRooms.order_id, id));
  };
  const left = async () => {
    const rows = await (await queryable())
      .select({ room: chatMessages.room })
      .from(chatMessages)
      .where(eq(chatMessages.order_id, id));
    return [...new Set(rows.map(({ room }) => room))].sort();
  };

  test("a chat is erased with its photos, not before, and not when it was reported", async () => {
    const bad = await mustWrite(rita, id, "customer_rider", { text: "You fool" });
    await mustWrite(lena, id, "all", { text: "Hello" });
    await (await queryable()).insert(chatPhotos).values({
      ...{ id: randomUUID(), order_id: id, room: "all", user_id: lena.userId },
      ...{ created_at: new Date(), sent_at: new Date(), bytes: Uint8Array.from([1]) },
    });
    const about = { order_id: id, message_id: bad.id, reason: "insult" as const };
    await commands.report_chat_message.execute(lena, about, undefined);
    await endedAgo("30 days 29 minutes");
    await eraseChats.run({}, context);
    expect(await left()).toEqual(["all", "customer_rider"]);
    await endedAgo("30 days 31 minutes");
    expect(await eraseChats.run({}, context)).toBeGreaterThan(0);
    expect(await left()).toEqual(["customer_rider"]);
    const photos = await (await queryable()).select().from(chatPhotos).where(eq(chatPhotos.order_id, id));
    expect(photos).toEqual([]);
    expect(await eraseChats.run({}, context)).toBe(0);
    // Nobody but an admin with a reason reads it now.
    expect(await readChat(lena, id, "customer_rider")).toBeNull();
    const reading = { order_id: id, room: "customer_rider" as const, reason: "The report" };
    expect(await commands.read_chat_as_admin.execute(ada, reading, undefined)).toMatchObject({
      ok: true,
      data: { messages: [{ text: "You fool" }, { system: "admin_read" }] },
    });
  });

  test("photos that were never sent go after a day", async () => {
    await (await queryable()).insert(chatPhotos).values({
      ...{ id: randomUUID(), order_id: id, room: "all", user_id: lena.userId },
      ...{ created_at: new Date(Date.now() - 25 * 3_600_000), bytes: Uint8Array.from([1]) },
    });
    expect(await eraseChats.run({}, context)).toBe(1);
    expect(await eraseChats.run({}, context)).toBe(0);
  });
});
