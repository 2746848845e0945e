import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { listChats, readChat } from "@/lib/chat/server/queries";
import { queryable } from "@/lib/db/client";
import { chatRooms } from "@/lib/db/schema/chat";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { seedDemo } from "@/lib/demo/seed";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

vi.hoisted(() => {
  process.env.DEMO_MODE = "on";
});

withDatabase();

test("the staff of the demo's stores find chats in two languages, which are read", async () => {
  await seedDemo();
  const db = await queryable();
  const chats = await db
    .select({ orderId: orders.id, storeId: tenants.id })
    .from(chatRooms)
    .innerJoin(orders, eq(orders.id, chatRooms.order_id))
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(eq(tenants.slug, "pho-lane"));
  expect(chats).toHaveLength(2);
  const pages = [];
  for (const { orderId, storeId } of chats) {
    const ana = await makePerson("Ana", { staffOf: [storeId] });
    const rooms = await listChats(ana, orderId, undefined);
    const room = rooms?.find((one) => one.room === "customer_store");
    expect(room?.read).toBe(room?.head);
    expect(room?.head).toBeGreaterThan(2);
    pages.push(await readChat(ana, orderId, "customer_store", null, undefined));
  }
  const said = pages.flatMap((page) => page?.messages ?? []);
  expect(new Set(said.flatMap(({ lang }) => lang ?? []))).toEqual(new Set(["de", "en"]));
  expect(said.map(({ canned }) => canned)).toContain("ready_soon");
});
