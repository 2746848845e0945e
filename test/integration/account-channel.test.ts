import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/events/stream/route";
import { createToken, createTokenUpTo, revokeToken } from "@/lib/auth/credentials/tokens";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { createTokenCommand } from "@/lib/auth/server/create-token";
import { revokeTokenCommand } from "@/lib/auth/server/revoke-token";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { hub } from "@/lib/realtime/hub/process-hub";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { collectFrames } from "@/test/support/sse-parser";
import { makePerson } from "@/test/support/world";

withDatabase();

const leaving = new AbortController();
afterAll(async () => {
  leaving.abort();
  await hub().owners.presence.end();
});

let lena: Viewer;
let omar: Viewer;
beforeEach(async () => {
  lena = await makePerson("Lena");
  omar = await makePerson("Omar");
});

const TILL = { name: "Till <b>1</b>", scopes: ["orders:read"] };
const OF_TESTS = { name: "test", scopes: ["events:read"] } as const;

async function create(person: Viewer, input: object = TILL) {
  const created = await createTokenCommand.execute(person, input, undefined);
  if (!created.ok) throw new Error(created.message);
  return created.data;
}
const revoke = (person: Viewer, token_id: string) =>
  revokeTokenCommand.execute(person, { token_id }, undefined);

async function logged({ userId }: Viewer) {
  const { events } = await readEvents(await queryable(), accountChannel.name(userId), 0);
  return events.map(({ type, data }) => ({ type, data: JSON.parse(data) }));
}

async function open(person: Viewer, channelOf: Viewer) {
  const { token } = await createToken(person.userId, OF_TESTS);
  const response = await GET(
    new Request(`http://localhost:3000/api/events/stream?channels=${accountChannel.name(channelOf.userId)}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: leaving.signal,
    }),
  );
  const frames = response.ok && response.body !== null ? collectFrames(response.body).frames : [];
  return { status: response.status, frames };
}

describe("the account's channel", () => {
  test("has an event for a token that is created and one for its revocation, without the secret", async () => {
    const { token, secret } = await create(lena);
    await revoke(lena, token.id);
    const data = { id: token.id, name: TILL.name, timestamp: expect.stringMatching(/Z$/) };
    const events = await logged(lena);
    expect(events).toEqual([
      { type: "token_created", data },
      { type: "token_revoked", data },
    ]);
    expect(JSON.stringify(events)).not.toContain(secret.slice(3));
  });

  test("has no event for a token over the limit, nor for a revocation that changes nothing", async () => {
    const { token } = await create(lena);
    expect(await createTokenUpTo(1, lena.userId, OF_TESTS)).toBeNull();
    await revoke(omar, token.id);
    await revoke(lena, token.id);
    await revoke(lena, token.id);
    expect((await logged(lena)).map(({ type }) => type)).toEqual(["token_created", "token_revoked"]);
    expect(await logged(omar)).toEqual([]);
  });

  test("shortens a name from the command line that is too long for an event", async () => {
    const { id } = await createToken(lena.userId, { ...OF_TESTS, name: `${"x".repeat(79)}😀` });
    expect(await revokeToken(lena.userId, id)).toBe(true);
    expect(await logged(lena)).toMatchObject([{ data: { name: `${"x".repeat(79)}\uFFFD` } }]);
  });

  test("can be read by its person on request", async () => {
    const { status, frames } = await open(lena, lena);
    expect(status).toBe(200);
    await expect.poll(() => frames.map(({ event }) => event)).toContain("connected");
    const { token } = await create(lena);
    await expect.poll(() => frames.map(({ event }) => event)).toContain("token_created");
    const [frame] = frames.filter(({ event }) => event === "token_created");
    expect(JSON.parse(frame?.data ?? "")).toMatchObject({ id: token.id, name: TILL.name });
  });

  test("is refused to every other person, admins included", async () => {
    const admin = await makePerson("Ada", { isAdmin: true });
    for (const other of [omar, admin]) expect((await open(other, lena)).status).toBe(403);
  });
});
