import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, test } from "vitest";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { GET as listOrders, POST as postOrder } from "@/app/api/orders/route";
import { GET as getBoard } from "@/app/api/tenants/[slug]/board/route";
import { GET as getMenu } from "@/app/api/tenants/[slug]/menu/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { openDatabase, queryable } from "@/lib/db/client";
import { memberships } from "@/lib/db/schema/stores";
import { findDemoPerson } from "@/lib/demo/people";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let kitchen: TestRestaurant;
let lena: Person;
let token: string;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ({ token } = await createToken(lena.userId, { name: "test", scopes: ["orders:read", "orders:write"] }));
});

function request(method: string, path: string, body?: unknown): Request {
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const BROKEN = { "a NUL": "a\0b", "half a surrogate pair": "\ud83c" };

describe.each(Object.entries(BROKEN))("a text with %s", (_name, text) => {
  const address = { line1: "Harbour 7", city: "Port Selby", postal_code: "12345", note: "" };
  const line = () => ({ menu_item_id: kitchen.soup, quantity: 1, option_ids: [], note: text });

  test.each<[string, () => Partial<PlaceOrder>]>([
    ["the order's note", () => ({ note: text })],
    ["a dish's note", () => ({ items: [line()] })],
    ["the address's street", () => ({ address: { ...address, line1: text } })],
    ["the address's city", () => ({ address: { ...address, city: text } })],
    ["the address's postal code", () => ({ address: { ...address, postal_code: text } })],
    ["the address's note", () => ({ address: { ...address, note: text } })],
  ])("is refused as %s", async (_where, over) => {
    const response = await postOrder(request("POST", "/api/orders", orderFor(kitchen, over())));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      success: false,
      errors: [expect.stringContaining("unpaired surrogates")],
    });
  });

  it("is refused as the note of a change", async () => {
    const { id } = await makeOrder(lena, kitchen);
    const body = { order_status: "Cancelled", note: text };
    const response = await patchStatus(request("PATCH", `/api/orders/${id}/status`, body), {
      params: Promise.resolve({ id }),
    });
    expect(response.status).toBe(400);
  });

  it("matches no restaurant and no person of the demo", async () => {
    const context = { params: Promise.resolve({ slug: text }) };
    expect((await getMenu(request("GET", "/api/tenants/x/menu"), context)).status).toBe(404);
    expect((await getBoard(request("GET", "/api/tenants/x/board"), context)).status).toBe(404);
    expect(await findDemoPerson(text)).toBeNull();
  });
});

test("a page cursor with a year outside the database's range is refused", async () => {
  const cursor = Buffer.from(JSON.stringify(["0000-01-01T00:00:00Z", randomUUID()])).toString("base64url");
  expect((await listOrders(request("GET", `/api/orders?cursor=${cursor}`))).status).toBe(400);
});

test("a repeated key does not show the order to a person who has left the staff", async () => {
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const { id } = await makeOrder(lena, kitchen);
  const accept = (viewer: Person) =>
    changeOrder(viewer, id, { name: "accept" }, { idempotencyKey: `accept-${id}` });
  expect(await accept(ana)).toMatchObject({ ok: true });
  await (await queryable()).delete(memberships).where(eq(memberships.user_id, ana.userId));
  expect(await accept({ ...ana, tenantIds: [] })).toMatchObject({ ok: false, code: "not_found" });
});

test("the embedded database's files are not readable by other users, even in an existing folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "platewire-folder-"));
  try {
    const database = await openDatabase({ folder });
    await database.close();
    expect(statSync(join(folder, "postgres")).mode & 0o077).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
