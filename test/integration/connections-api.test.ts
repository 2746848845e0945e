import { beforeAll, describe, expect, test, vi } from "vitest";
import { DELETE, GET as getOne } from "@/app/api/realtime/connections/[userId]/route";
import { GET as getAll } from "@/app/api/realtime/connections/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { provideHub } from "@/lib/realtime/hub/process-hub";
import { withDatabase } from "@/test/support/database";
import { startInstance } from "@/test/support/stream-instance";
import { makePerson } from "@/test/support/world";

withDatabase();

const MANAGE: Scope[] = ["connections:manage"];
let admin: string;
let instance: ReturnType<typeof startInstance>;

async function tokenOf(person: { userId: string }, scopes = MANAGE): Promise<string> {
  return (await createToken(person.userId, { name: "test", scopes })).token;
}

function ask(token: string, method = "GET"): Request {
  return new Request("http://localhost:3000/api/realtime/connections", {
    method,
    headers: { Authorization: `Bearer ${token}` },
  });
}
const of = (userId: string) => ({ params: Promise.resolve({ userId }) });

beforeAll(async () => {
  const bus = memoryBus(4);
  provideBus(bus);
  instance = startInstance(bus);
  provideHub(instance.hub);
  admin = await tokenOf(await makePerson("Ada", { isAdmin: true }));
  return async () => {
    await instance.stop();
    provideHub(undefined);
    provideBus(undefined);
  };
});

describe("an admin", () => {
  test("sees how many streams are open, and where", async () => {
    const streams = [await instance.open(), await instance.open()];
    const response = await getAll(ask(admin));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      success: true,
      data: {
        connections: 2,
        instances: [
          {
            id: instance.hub.owners.presence.instanceId,
            is_here: true,
            started_at: expect.stringMatching(/Z$/),
            seen_at: expect.stringMatching(/Z$/),
            connections: 2,
          },
        ],
      },
    });
    for (const { leave } of streams) leave();
    await vi.waitFor(() => expect(instance.hub.stats().connections).toBe(0));
  });

  test("sees whether a person is connected, and ends their streams", async () => {
    const { userId } = await makePerson("Lena");
    const stream = await instance.open({ userId });
    const seen = { user_id: userId, is_connected: true, connections: 1 };
    expect(await (await getOne(ask(admin), of(userId))).json()).toEqual({ success: true, data: seen });
    const dropped = await DELETE(ask(admin, "DELETE"), of(userId));
    expect(await dropped.json()).toEqual({
      success: true,
      data: { user_id: userId, connections: 1 },
      message: "Streams ended",
    });
    await stream.ended;
    expect(await (await getOne(ask(admin), of(userId))).json()).toMatchObject({
      data: { is_connected: false, connections: 0 },
    });
  });

  test("gets 404 for a malformed user id", async () => {
    expect((await getOne(ask(admin), of("nobody"))).status).toBe(404);
    expect((await DELETE(ask(admin, "DELETE"), of("'; drop table users"))).status).toBe(404);
  });
});

describe("a caller who is not an admin, or whose token lacks the scope", () => {
  const calls = (token: string, userId: string) => [
    getAll(ask(token)),
    getOne(ask(token), of(userId)),
    DELETE(ask(token, "DELETE"), of(userId)),
  ];

  test("is refused, and no stream ends", async () => {
    const { userId } = await makePerson("Lena");
    const stream = await instance.open({ userId });
    const stranger = await tokenOf(await makePerson("Omar"));
    const weak = await tokenOf(await makePerson("Ada", { isAdmin: true }), ["orders:read", "events:read"]);
    for (const token of [stranger, weak])
      for (const response of await Promise.all(calls(token, userId))) expect(response.status).toBe(403);
    for (const response of await Promise.all(calls("nonsense", userId))) expect(response.status).toBe(401);
    await instance.hub.check();
    await instance.hub.check();
    expect(stream.connection.isClosed).toBe(false);
  });
});
