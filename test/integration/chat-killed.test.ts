import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { readChat, readUnreadChats } from "@/lib/chat/server/queries";
import { openDatabase, provideDatabase, queryable } from "@/lib/db/client";
import { readEvents } from "@/lib/realtime/log/log";
import { mustWrite } from "@/test/support/chat";
import { startChild } from "@/test/support/child";
import { createServerDatabase, type ServerDatabase } from "@/test/support/server-database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

/** Kills the server between the commit of a message and its answer, on a server if there is one, else on the embedded database. */

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CHAT: "0", OPEN_ORDERS_PER_STORE: "0" });
});

let server: ServerDatabase | undefined;
let folder: string;

beforeEach(async () => {
  server = await createServerDatabase();
  folder = mkdtempSync(join(tmpdir(), "platewire-chat-"));
});
afterEach(async () => {
  await server?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function withOpened<T>(work: () => Promise<T>): Promise<T> {
  const database = await openDatabase(server === undefined ? { folder } : { url: server.url });
  provideDatabase(database);
  try {
    await database.migrate();
    return await work();
  } finally {
    provideDatabase(undefined);
    await database.close();
  }
}

interface Talk {
  readonly lena: Viewer;
  readonly orderId: string;
}

async function signalOf({ lena, orderId }: Talk, ...options: string[]) {
  const where = server === undefined ? ["--folder", folder] : ["--url", server.url];
  const about = ["--session", lena.credential.id, "--order", orderId];
  const child = startChild(
    process.execPath,
    ["--import", "tsx", "test/support/chat-process.ts", ...where, ...about, ...options],
    { env: { ...process.env, TSX_TSCONFIG_PATH: "bench/tsconfig.json", LOG_LEVEL: "silent" } },
  );
  const code = await child.exited;
  if (code !== 0 && child.process.signalCode === null) throw new Error(child.log());
  return child.process.signalCode;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

async function told(channel: string) {
  const { events } = await readEvents(await queryable(), channel, 0, 1_000);
  const messages = events.filter(({ type }) => type === "chat_message");
  return messages.map(({ data }) => JSON.parse(data)).map(({ seq, text }) => `${seq} ${text}`);
}

describe("a message whose sender's server is killed", () => {
  test("after the commit is stored and told once when it is sent again, in the order of writing", async () => {
    const { talk, ana, store } = await withOpened(async () => {
      const restaurant = await makeRestaurant();
      const customer = await makePerson("Lena");
      const staff = await makePerson("Ana", { staffOf: [restaurant.id] });
      const { id } = await makeOrder(customer, restaurant);
      return { talk: { lena: customer, orderId: id }, ana: staff, store: restaurant };
    });
    expect(await signalOf(talk, "--to", "9", "--die-at", "4")).toBe("SIGKILL");
    // Nobody answered: the page sends all again that it has no answer for.
    expect(await signalOf(talk, "--from", "4", "--to", "9", "--die-at", "5")).toBe("SIGKILL");
    expect(await signalOf(talk, "--from", "1", "--to", "9")).toBeNull();
    await withOpened(async () => {
      const page = await readChat(ana, talk.orderId, "customer_store");
      expect(page?.messages.map(({ seq, text }) => `${seq} ${text}`)).toEqual(
        numbers(1, 9).map((n) => `${n} ${n}`),
      );
      for (const channel of [tenantChatChannel.name(store.id), userChannel.name(talk.lena.userId)])
        expect(await told(channel)).toEqual(numbers(1, 9).map((n) => `${n} ${n}`));
      expect(await readUnreadChats(ana, [talk.orderId])).toMatchObject([{ head: 9, read: 0, unread: 9 }]);
      expect(await readUnreadChats(talk.lena, [talk.orderId])).toMatchObject([{ head: 9, read: 9 }]);
    });
  }, 240_000);

  test.skipIf(!process.env.TEST_DATABASE_URL)(
    "while another one sends the same leaves each message once",
    async () => {
      const { talk, ana } = await withOpened(async () => {
        const restaurant = await makeRestaurant();
        const lena = await makePerson("Lena");
        const staff = await makePerson("Ana", { staffOf: [restaurant.id] });
        return { talk: { lena, orderId: (await makeOrder(lena, restaurant)).id }, ana: staff };
      });
      const signals = await Promise.all([
        signalOf(talk, "--to", "20"),
        signalOf(talk, "--to", "20"),
        signalOf(talk, "--to", "20", "--die-at", "10"),
      ]);
      expect(signals.slice(0, 2)).toEqual([null, null]);
      await withOpened(async () => {
        const page = await readChat(ana, talk.orderId, "customer_store");
        expect(page?.messages.map(({ seq }) => seq)).toEqual(numbers(1, 20));
        expect(new Set(page?.messages.map(({ text }) => text)).size).toBe(20);
      });
    },
    240_000,
  );
});

test("two hundred people chat at once, and each conversation is whole and in order on every channel", async () => {
  await withOpened(async () => {
    const restaurant = await makeRestaurant();
    const staff = await Promise.all(
      numbers(1, 20).map((n) => makePerson(`Staff${n}`, { staffOf: [restaurant.id] })),
    );
    const customers: Viewer[] = [];
    for (const n of numbers(1, 180)) customers.push(await makePerson(`Guest${n}`));
    const talks: Talk[] = [];
    for (const lena of customers) talks.push({ lena, orderId: (await makeOrder(lena, restaurant)).id });
    const EACH = 2;
    // Each writes one after the other, as a person does; all of them at once.
    await Promise.all(
      talks.map(async ({ lena, orderId }, index) => {
        const colleague = staff[index % staff.length];
        if (colleague === undefined) throw new Error("There is no staff");
        for (const n of numbers(1, EACH)) {
          await mustWrite(lena, orderId, "customer_store", { text: `guest ${n}` });
          await mustWrite(colleague, orderId, "customer_store", { text: `store ${n}` });
        }
      }),
    );
    const expected = numbers(1, EACH).flatMap((n) => [`${2 * n - 1} guest ${n}`, `${2 * n} store ${n}`]);
    for (const { lena, orderId } of talks) {
      expect(await told(userChannel.name(lena.userId))).toEqual(expected);
      const page = await readChat(lena, orderId, "customer_store");
      expect(page?.messages.map(({ seq, text }) => `${seq} ${text}`)).toEqual(expected);
    }
    const { head } = await readEvents(await queryable(), tenantChatChannel.name(restaurant.id), 0, 1);
    expect(head).toBe(talks.length * EACH * 2);
    const [someone] = staff;
    if (someone === undefined) throw new Error("There is no staff");
    const unread = await readUnreadChats(
      someone,
      talks.map(({ orderId }) => orderId),
    );
    expect(unread.map(({ unread: count }) => count)).toEqual(talks.map(() => 0));
  });
}, 240_000);
