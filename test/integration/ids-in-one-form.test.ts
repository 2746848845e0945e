import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, test } from "vitest";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { GET as getOrder } from "@/app/api/orders/[id]/route";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { POST as postOrder } from "@/app/api/orders/route";
import { POST as postQuote } from "@/app/api/quotes/route";
import { DELETE as dropStreams, GET as getConnections } from "@/app/api/realtime/connections/[userId]/route";
import { createToken, listTokens } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import { revokeTokenCommand } from "@/lib/auth/server/revoke-token";
import type { Viewer } from "@/lib/auth/server/viewer";
import { acknowledgeOrdersCommand } from "@/lib/orders/server/acknowledge-orders";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { provideHub } from "@/lib/realtime/hub/process-hub";
import { withDatabase } from "@/test/support/database";
import { startInstance } from "@/test/support/stream-instance";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const capitals = (id: string) => id.toUpperCase();
const mixed = (id: string) =>
  id.replaceAll(/[a-f]/g, (letter, at) => (at % 2 ? letter.toUpperCase() : letter));

let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;
const tokens: Record<string, string> = {};
let instance: ReturnType<typeof startInstance>;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const admin = await makePerson("Ada", { isAdmin: true });
  for (const [name, { userId }] of Object.entries({ lena, ana, admin }))
    tokens[name] = (await createToken(userId, { name: "test", scopes: SCOPES })).token;
  const bus = memoryBus(4);
  provideBus(bus);
  instance = startInstance(bus);
  provideHub(instance.hub);
  return async () => {
    await instance.stop();
    provideHub(undefined);
    provideBus(undefined);
  };
});

function requestOf(method: string, by: string, body?: unknown, key?: string): Request {
  return new Request("http://localhost:3000/api", {
    method,
    headers: {
      Authorization: `Bearer ${tokens[by]}`,
      "Content-Type": "application/json",
      ...(key !== undefined && { "Idempotency-Key": key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const of = (id: string) => ({ params: Promise.resolve({ id }) });

describe.each([
  ["capitals", capitals],
  ["capitals and small letters", mixed],
])("an id in %s", (_name, written) => {
  it("ends the streams of its person, and counts them", async () => {
    const { userId } = await makePerson("Lena");
    const context = () => ({ params: Promise.resolve({ userId: written(userId) }) });
    const stream = await instance.open({ userId });
    expect(await (await getConnections(requestOf("GET", "admin"), context())).json()).toMatchObject({
      data: { user_id: userId, is_connected: true, connections: 1 },
    });
    expect(await (await dropStreams(requestOf("DELETE", "admin"), context())).json()).toMatchObject({
      data: { user_id: userId, connections: 1 },
    });
    await stream.ended;
  });

  it("is the same order for reading, for changing, and for a repeated key", async () => {
    const { id } = await makeOrder(lena, kitchen);
    expect((await (await getOrder(requestOf("GET", "lena"), of(written(id)))).json()).data.id).toBe(id);
    const [status, action] = [randomUUID(), randomUUID()];
    const accept = (as: string) =>
      patchStatus(requestOf("PATCH", "ana", { order_status: "Preparing" }, status), of(as));
    const ready = (as: string) => postAction(requestOf("POST", "ana", { name: "ready" }, action), of(as));
    for (const change of [accept, ready])
      for (const as of [id, written(id), capitals(id)])
        expect(await (await change(as)).json()).toMatchObject({ success: true, data: { id } });
  });

  it("is the same order for a page's commands", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const silenced = await acknowledgeOrdersCommand.execute(ana, { order_ids: [written(id), id] }, undefined);
    expect(silenced).toMatchObject({ ok: true, data: [{ order: { id } }] });
    const input = { order_id: written(id), action: { name: "accept" } };
    expect(await changeOrderCommand.execute(ana, input, undefined)).toMatchObject({
      ok: true,
      data: { order: { id } },
    });
  });

  it("is the same restaurant, dish and option in an order and in a quote", async () => {
    const given = {
      tenant_id: written(kitchen.id),
      items: [
        {
          menu_item_id: written(kitchen.pizza),
          quantity: 1,
          option_ids: [written(kitchen.classicDough)],
          note: "",
        },
      ],
    };
    const quoted = await (await postQuote(requestOf("POST", "lena", given))).json();
    expect(quoted).toMatchObject({ success: true, data: { can_order: true, items_total: 990 } });
    const key = randomUUID();
    const placed = await (await postOrder(requestOf("POST", "lena", orderFor(kitchen, given), key))).json();
    expect(placed).toMatchObject({
      success: true,
      data: { tenant_id: kitchen.id, items: [{ menu_item_id: kitchen.pizza }] },
    });
    const plain = {
      items: [{ menu_item_id: kitchen.pizza, quantity: 1, option_ids: [kitchen.classicDough], note: "" }],
    };
    const again = await (await postOrder(requestOf("POST", "lena", orderFor(kitchen, plain), key))).json();
    expect(again.data?.id).toBe(placed.data.id);
  });

  it("revokes its token", async () => {
    const person = await makePerson("Omar");
    const { id } = await createToken(person.userId, { name: "test", scopes: ["orders:read"] });
    expect(await revokeTokenCommand.execute(person, { token_id: written(id) }, undefined)).toMatchObject({
      ok: true,
    });
    expect(await listTokens(person.userId)).toEqual([]);
  });
});

test("what is no id stays unknown", async () => {
  const { id } = await makeOrder(lena, kitchen);
  for (const near of [`{${id}}`, id.replaceAll("-", ""), `urn:uuid:${id}`, ` ${id}`, `${id}\n`])
    expect((await getOrder(requestOf("GET", "lena"), of(near))).status).toBe(404);
});
