import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { GET } from "@/app/api/events/stream/route";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { processBus, provideBus } from "@/lib/realtime/bus/process-bus";
import { hub, provideHub } from "@/lib/realtime/hub/process-hub";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { serveRoute } from "@/test/support/serve-route";
import { openStream, type StreamClient } from "@/test/support/stream-client";
import { type StreamInstance, startInstance } from "@/test/support/stream-instance";
import { makePerson } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CONNECT_ADDRESS: "0" });
});

withDatabase();

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});

let server: Awaited<ReturnType<typeof serveRoute>>;
let elsewhere: StreamInstance;
const clients: StreamClient[] = [];
beforeAll(async () => {
  server = await serveRoute(GET);
});
afterAll(() => server.stop());
beforeEach(async () => {
  provideBus(memoryBus(4));
  provideHub(undefined);
  // A reader may have streams at another instance only if there is one.
  elsewhere = startInstance(processBus());
  await elsewhere.open();
  await elsewhere.hub.owners.presence.write();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await vi.waitFor(() => expect(hub().stats().connections).toBe(0));
  await hub().owners.presence.end();
  await elsewhere.stop();
  provideBus(undefined);
  provideHub(undefined);
});

async function open(person: Viewer, lastId?: string): Promise<StreamClient> {
  const Cookie = await sessionCookie(person.userId, person.credential.id);
  const client = await openStream(`${server.url}/api/events/stream`, {
    Cookie,
    ...(lastId !== undefined && { "Last-Event-ID": lastId }),
  });
  clients.push(client);
  return client;
}

const offsetsOf = ({ frames }: StreamClient) =>
  frames.filter(({ event }) => event === "said").map(({ data }) => JSON.parse(data).offset);

/** Matches statements of the hub's timers: presence and the position check. */
const PERIODIC = /insert into stream_instances|statement_timestamp/;

function hasQuery(value: unknown): value is { query: (...args: unknown[]) => unknown } {
  return typeof value === "object" && value !== null && "query" in value;
}

async function statements(): Promise<() => string[]> {
  const client: unknown = Reflect.get((await database()).db, "$client");
  if (!hasQuery(client)) throw new Error("The driver's client has no query");
  const query = vi.spyOn(client, "query");
  return () =>
    query.mock.calls
      .map(([statement]) => (typeof statement === "string" ? statement : JSON.stringify(statement)))
      .filter((text) => !PERIODIC.test(text));
}

async function tellEach(people: readonly Viewer[], count: number): Promise<void> {
  for (let n = 1; n <= count; n++)
    await transaction(async (tx) =>
      publish(
        tx,
        people.map(({ userId }) => ({ channel: userChannel.name(userId), event: said, data: { n } })),
      ),
    );
}

test("a reader who reconnects and has missed events costs three statements", async () => {
  const [ana, ben] = [await makePerson("Ana"), await makePerson("Ben")];
  await open(ben);
  const first = await open(ana);
  first.close();
  await vi.waitFor(() => expect(hub().stats().connections).toBe(1));
  await hub().owners.presence.write();
  await tellEach([ana], 5);

  const sent = await statements();
  const back = await open(ana, first.lastId());
  await vi.waitFor(() => expect(offsetsOf(back)).toEqual([1, 2, 3, 4, 5]));
  expect(sent()).toHaveLength(3);
  expect(back.frames.filter(({ event }) => event === "reset")).toEqual([]);
});
