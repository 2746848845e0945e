import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import { endStreamsWithoutRights } from "@/lib/auth/server/check-streams";
import type { Viewer } from "@/lib/auth/server/viewer";
import { database, queryable } from "@/lib/db/client";
import { apiTokens, sessions, users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { dropUser } from "@/lib/realtime/hub/control";
import { hub } from "@/lib/realtime/hub/process-hub";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { collectFrames } from "@/test/support/sse-parser";
import { makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CONNECT: "0", LIMIT_CONNECT_ADDRESS: "0" });
});

withDatabase();

const leaving = new AbortController();
afterAll(async () => {
  leaving.abort();
  await hub().owners.presence.end();
});

let token: string;
let userId: string;
let kitchen: Awaited<ReturnType<typeof makeRestaurant>>;
beforeAll(async () => {
  kitchen = await makeRestaurant();
  ({ userId } = await makePerson("Ana", { staffOf: [kitchen.id] }));
  ({ token } = await createToken(userId, { name: "test", scopes: ["events:read"] }));
});

async function open(query = "") {
  const response = await GET(
    new Request(`http://localhost:3000/api/events/stream${query}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: leaving.signal,
    }),
  );
  if (response.body === null || !response.ok)
    return { status: response.status, frames: [], ended: Promise.resolve() };
  return { status: response.status, ...collectFrames(response.body) };
}
const channels = (frames: { data: string }[]) => JSON.parse(frames[0]?.data ?? "{}").channels;

test("a person removed from a restaurant's staff gets no more of its events, on the open stream or a new one", async () => {
  const board = tenantOrdersChannel.name(kitchen.id);
  const before = await open();
  await expect.poll(() => channels(before.frames)).toContain(board);
  await transaction(async (tx) => {
    await tx
      .delete(memberships)
      .where(and(eq(memberships.user_id, userId), eq(memberships.tenant_id, kitchen.id)));
    dropUser(tx, userId);
  });
  await before.ended;
  expect(before.frames.at(-1)).toMatchObject({ event: "bye", data: expect.stringContaining('"dropped"') });
  const after = await open();
  await expect.poll(() => channels(after.frames)).toEqual([userChannel.name(userId), "broadcast"]);
  expect((await open(`?channels=${board}`)).status).toBe(403);
});

test("a stream whose person's rights change while it is opened is authorised anew, and opened", async () => {
  const { beforeAuthorisation } = hub();
  const spy = vi.spyOn(hub(), "beforeAuthorisation").mockImplementationOnce(async () => {
    const position = await beforeAuthorisation.call(hub());
    const { offset } = position;
    await transaction(async (tx) => dropUser(tx, userId));
    await expect.poll(async () => (await beforeAuthorisation.call(hub())).offset).toBeGreaterThan(offset);
    return position;
  });
  const stream = await open();
  expect(stream.status).toBe(200);
  await expect.poll(() => channels(stream.frames)).toContain(userChannel.name(userId));
  expect(spy).toHaveBeenCalledTimes(2);
  spy.mockRestore();
});

describe("a stream whose right is lost without a word to the streams", () => {
  type World = { person: Viewer; kitchen: TestRestaurant; tokenId: string };
  const db = () => queryable();
  const ofPerson = ({ person }: World) => eq(users.id, person.userId);
  const ofSession = ({ person }: World) => eq(sessions.id, person.credential.id);

  const losses: Record<string, { by: "session" | "token"; lose: (world: World) => Promise<unknown> }> = {
    "a membership is deleted": {
      by: "session",
      lose: async ({ person }) =>
        (await db()).delete(memberships).where(eq(memberships.user_id, person.userId)),
    },
    "a membership moves to another restaurant": {
      by: "token",
      lose: async ({ person }) => {
        const { id } = await makeRestaurant();
        return (await db())
          .update(memberships)
          .set({ tenant_id: id })
          .where(eq(memberships.user_id, person.userId));
      },
    },
    "an admin is none any more": {
      by: "session",
      lose: async (world) => (await db()).update(users).set({ is_admin: false }).where(ofPerson(world)),
    },
    "the session is revoked": {
      by: "session",
      lose: async (world) =>
        (await db()).update(sessions).set({ revoked_at: new Date() }).where(ofSession(world)),
    },
    "the session has expired": {
      by: "session",
      lose: async (world) =>
        (await db())
          .update(sessions)
          .set({ created_at: new Date(0) })
          .where(ofSession(world)),
    },
    "the session's row is gone": {
      by: "session",
      lose: async (world) => (await db()).delete(sessions).where(ofSession(world)),
    },
    "the token is revoked": {
      by: "token",
      lose: async ({ tokenId }) =>
        (await db()).update(apiTokens).set({ revoked_at: new Date() }).where(eq(apiTokens.id, tokenId)),
    },
    "the token has fewer scopes": {
      by: "token",
      lose: async ({ tokenId }) =>
        (await db())
          .update(apiTokens)
          .set({ scopes: ["orders:read"] })
          .where(eq(apiTokens.id, tokenId)),
    },
    "the person is deleted": {
      by: "token",
      lose: async (world) => (await db()).delete(users).where(ofPerson(world)),
    },
  };

  async function openAs(headers: Record<string, string>) {
    const request = new Request("http://localhost:3000/api/events/stream", {
      headers,
      signal: leaving.signal,
    });
    const response = await GET(request);
    if (response.body === null || !response.ok) throw new Error(`There is no stream: ${response.status}`);
    return collectFrames(response.body);
  }

  test.each(Object.entries(losses))(
    "ends with the next check when %s; others stay open",
    async (_, { by, lose }) => {
      const store = await makeRestaurant();
      const person = await makePerson("Ada", { isAdmin: true, staffOf: [store.id] });
      const created = await createToken(person.userId, {
        name: "test",
        scopes: ["events:read", "orders:read"],
      });
      const world = { person, kitchen: store, tokenId: created.id };
      const headers: Record<string, string> =
        by === "token"
          ? { Authorization: `Bearer ${created.token}` }
          : { cookie: await sessionCookie(person.userId, person.credential.id) };
      const [stream, other] = [await openAs(headers), await openAs({ Authorization: `Bearer ${token}` })];
      await expect.poll(() => stream.frames.length).toBeGreaterThan(0);
      await expect.poll(() => other.frames.length).toBeGreaterThan(0);
      await endStreamsWithoutRights();
      expect(stream.frames.map(({ event }) => event)).not.toContain("bye");
      await lose(world);
      await endStreamsWithoutRights();
      await stream.ended;
      expect(stream.frames.at(-1)).toMatchObject({
        event: "bye",
        data: expect.stringContaining('"dropped"'),
      });
      expect(other.frames.map(({ event }) => event)).not.toContain("bye");
    },
  );

  test("is found with few statements, however many streams are open", async () => {
    const people = await Promise.all(Array.from({ length: 40 }, (_, n) => makePerson(`Person${n}`)));
    for (const { userId, credential } of people)
      await openAs({ cookie: await sessionCookie(userId, credential.id) });
    const { statistics } = await database();
    const before = statistics().sent;
    await endStreamsWithoutRights();
    expect(statistics().sent - before).toBeLessThanOrEqual(4);
  });
});
