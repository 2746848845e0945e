import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, test } from "vitest";
import { POST as markRead } from "@/app/api/notifications/read/route";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { POST as postOrder } from "@/app/api/orders/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { changeOrder } from "@/lib/orders/server/commands";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const SECRET = "No wasabi, the bell is broken";
/** The answer to a status change, by contract. */
const WRITTEN = [
  ...["address_id", "created_at", "final_amount", "id", "order_code"],
  ...["order_status", "total_qty", "updated_at", "user_id"],
];

let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});

const tokenOf = async ({ userId }: Viewer, scopes: Scope[]) =>
  (await createToken(userId, { name: "test", scopes })).token;

async function requestOf(
  by: Viewer,
  scopes: Scope[],
  method: string,
  body: unknown,
  key: string = randomUUID(),
) {
  return new Request("http://localhost:3000/api", {
    method,
    headers: {
      Authorization: `Bearer ${await tokenOf(by, scopes)}`,
      "Content-Type": "application/json",
      "Idempotency-Key": key,
    },
    body: JSON.stringify(body),
  });
}

type Change = (id: string, body: object, by: Viewer, scopes: Scope[]) => Promise<Response>;
const patch: Change = async (id, body, by, scopes) =>
  patchStatus(await requestOf(by, scopes, "PATCH", body), { params: Promise.resolve({ id }) });
const act: Change = async (id, body, by, scopes) =>
  postAction(await requestOf(by, scopes, "POST", body), { params: Promise.resolve({ id }) });

const REFUSED: [name: string, status: number, change: Change, body: object, by: "ana" | "lena"][] = [
  ["another version", 409, patch, { order_status: "Preparing", version: 9 }, "ana"],
  ["a status that cannot follow", 409, patch, { order_status: "Delivered" }, "ana"],
  ["a way back", 409, patch, { order_status: "Order Received" }, "ana"],
  ["a step that is not hers to take", 403, patch, { order_status: "Preparing" }, "lena"],
  ["a missing note", 400, patch, { order_status: "Cancelled", reason: "OTHER" }, "ana"],
  ["an action in another status", 409, act, { name: "ready" }, "ana"],
  ["an action with another version", 409, act, { name: "accept", version: 9 }, "ana"],
  ["an action that is not hers to take", 403, act, { name: "accept" }, "lena"],
  ["an action without its note", 400, act, { name: "decline", reason: "OTHER" }, "ana"],
];

describe.each(REFUSED)("a refusal because of %s", (_name, status, change, body, by) => {
  const who = () => ({ ana, lena })[by];

  it("does not show the order to a token that may only write", async () => {
    const { id } = await makeOrder(lena, kitchen, { note: SECRET });
    const response = await change(id, body, who(), ["orders:write"]);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ success: false, errors: [expect.any(String)] });
  });

  it("shows the order to a token that may read it", async () => {
    const { id } = await makeOrder(lena, kitchen, { note: SECRET });
    const response = await change(id, body, who(), ["orders:write", "orders:read"]);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ success: false, data: { id, note: SECRET, version: 1 } });
  });
});

describe("the success of a token that may only write", () => {
  it("has the fields of the contract, and no more", async () => {
    const { id } = await makeOrder(lena, kitchen, { note: SECRET });
    for (const response of [
      await patch(id, { order_status: "Preparing" }, ana, ["orders:write"]),
      await act(id, { name: "ready" }, ana, ["orders:write"]),
    ]) {
      const { success, data } = await response.json();
      expect({ success, fields: Object.keys(data).sort() }).toEqual({ success: true, fields: WRITTEN });
    }
  });

  it("does not show with a repeated key what became of the order", async () => {
    const key = randomUUID();
    const send = async () =>
      (
        await postOrder(
          await requestOf(lena, ["orders:write"], "POST", orderFor(kitchen, { note: SECRET }), key),
        )
      ).json();
    const { data } = await send();
    await changeOrder(ana, data.id, { name: "accept" });
    expect(Object.keys((await send()).data).sort()).toEqual(WRITTEN);
  });

  it("does not show what is unread", async () => {
    const all = { all: true };
    const blind = await markRead(await requestOf(lena, ["notifications:write"], "POST", all));
    expect(await blind.json()).toEqual({ success: true, data: {} });
    const both: Scope[] = ["notifications:write", "notifications:read"];
    const seeing = await markRead(await requestOf(lena, both, "POST", all));
    expect(await seeing.json()).toMatchObject({ success: true, data: { unread_count: expect.any(Number) } });
  });
});

test("a refused order comes with its quote, which has public prices only", async () => {
  const order = orderFor(kitchen, { expected_total: 1 });
  const response = await postOrder(await requestOf(lena, ["orders:write"], "POST", order));
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ data: { items_total: 780, can_order: true } });
});
