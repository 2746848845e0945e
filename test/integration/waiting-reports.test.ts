import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { countOpenReports } from "@/lib/chat/server/list-reports";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { chatMessages, chatRooms } from "@/lib/db/schema/chat";
import { mustWrite } from "@/test/support/chat";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ada: Viewer;
let ana: Viewer;
let lena: Viewer;
beforeAll(async () => {
  kitchen = await makeRestaurant();
  ada = await makePerson("Ada", { isAdmin: true });
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const room = "customer_store" as const;
const report = (by: Viewer, order_id: string, message_id: string) =>
  commands.report_chat_message.execute(by, { order_id, message_id, reason: "insult" }, randomUUID());

test("a report waits until an admin has opened the chat, and again when another message is reported", async () => {
  const { id } = await makeOrder(lena, kitchen);
  const [first, second] = [
    await mustWrite(lena, id, room, { text: "Bad" }),
    await mustWrite(lena, id, room, { text: "Worse" }),
  ];
  expect(await countOpenReports(ada)).toBe(0);
  await report(ana, id, first.id);
  expect(await countOpenReports(ada)).toBe(1);
  for (const other of [ana, lena]) expect(await countOpenReports(other)).toBeNull();

  const opened = { order_id: id, room, reason: "A report" };
  expect(await commands.read_chat_as_admin.execute(ada, opened, randomUUID())).toMatchObject({ ok: true });
  expect(await countOpenReports(ada)).toBe(0);
  await report(ana, id, second.id);
  expect(await countOpenReports(ada)).toBe(1);
});

test("a message of a chat that is erased cannot be reported", async () => {
  const { id } = await makeOrder(lena, kitchen);
  const message = await mustWrite(lena, id, room, { text: "Bad" });
  const db = await queryable();
  await db.delete(chatMessages).where(eq(chatMessages.order_id, id));
  await db.delete(chatRooms).where(eq(chatRooms.order_id, id));
  expect(await report(ana, id, message.id)).toMatchObject({ ok: false, code: "not_found" });
});
