import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as getAudit } from "@/app/api/admin/audit/route";
import { GET as getOrders } from "@/app/api/admin/orders/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/platform/server/audit";
import { listAudit } from "@/lib/platform/server/list-audit";
import { withDatabase } from "@/test/support/database";
import { makeRider } from "@/test/support/shift-riders";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

let ada: Viewer;
let eve: Viewer;
const targets = [randomUUID(), randomUUID(), randomUUID()];

const record = (actor: Viewer, action: string, id: string, reason: string) =>
  transaction((tx) =>
    recordAudit(tx, {
      actor: { id: actor.userId, name: actor.name },
      action,
      target: { kind: "user", id },
      reason,
    }),
  );

beforeAll(async () => {
  ada = await makePerson("Ada", { isAdmin: true });
  eve = await makePerson("Eve", { isAdmin: true });
  await record(ada, "test_one", targets[0] ?? "", "=cmd|' /C calc'!A0");
  await record(eve, "test_two", targets[1] ?? "", "@SUM(1,2)");
  await record(ada, "test_two", targets[2] ?? "", "Plain, with a comma");
});

const find = async (filter: Parameters<typeof listAudit>[1]) =>
  (await listAudit(ada, filter))?.entries.map(({ target_id }) => target_id);

describe("the audit log", () => {
  test("is filtered by the actor's id or address, the action and the time, the newest first", async () => {
    expect(await find({ actor: ada.userId })).toEqual([targets[2], targets[0]]);
    expect(await find({ actor: eve.email.toUpperCase() })).toEqual([targets[1]]);
    expect(await find({ action: "test_two" })).toEqual([targets[2], targets[1]]);
    expect(await find({ actor: ada.userId, action: "test_two", from: "2020-01-01" })).toEqual([targets[2]]);
    expect(await find({ from: "2100-01-01" })).toEqual([]);
    expect(await find({ actor: "nobody@example.test" })).toEqual([]);
  });

  test("is read in pages, each entry once", async () => {
    const first = await listAudit(ada, { limit: 2 });
    const rest = await listAudit(ada, { limit: 2, cursor: first?.next_cursor ?? "" });
    expect([...(first?.entries ?? []), ...(rest?.entries ?? [])].map(({ target_id }) => target_id)).toEqual(
      targets.toReversed(),
    );
    expect(rest?.next_cursor).toBeNull();
  });

  test("is there for admins only", async () => {
    const kitchen = await makeRestaurant();
    for (const person of [
      await makePerson("Lena"),
      await makePerson("Ana", { staffOf: [kitchen.id] }),
      await makeRider("Rita"),
    ])
      expect(await listAudit(person, {})).toBeNull();
  });
});

const ask = async (get: typeof getAudit, person: Viewer, scopes: Scope[], query: string) => {
  const { token } = await createToken(person.userId, { name: "test", scopes });
  return get(
    new Request(`http://localhost:3000/api/admin/x?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    }),
  );
};

describe("GET /api/admin/audit", () => {
  test("answers with the entries, or with a file that no spreadsheet runs", async () => {
    const answer = await ask(getAudit, ada, ["admin:read"], `actor=${ada.userId}&action=&from=`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ success: true, data: [{ target_id: targets[2] }, {}] });
    const file = await ask(getAudit, ada, ["admin:read"], "format=csv");
    expect(file.headers.get("content-type")).toContain("text/csv");
    const text = await file.text();
    expect(text).toContain("'=cmd|");
    expect(text).toContain("'@SUM(1,2)");
    expect(text).toContain('"Plain, with a comma"');
  });

  test.each(["from=yesterday", "action=%27", "cursor=x", `actor=${"x".repeat(300)}`])(
    "refuses %s",
    async (query) => {
      expect((await ask(getAudit, ada, ["admin:read"], query)).status).toBe(400);
    },
  );
});

describe.each([
  ["GET /api/admin/audit", getAudit],
  ["GET /api/admin/orders", getOrders],
] as const)("%s", (_, get) => {
  test("is refused without a session, without the scope, and for everybody but admins", async () => {
    expect((await get(new Request("http://localhost:3000/api/admin/x"))).status).toBe(401);
    expect((await ask(get, ada, ["orders:read"], "")).status).toBe(403);
    const kitchen = await makeRestaurant();
    for (const person of [
      await makePerson("Lena"),
      await makePerson("Ana", { staffOf: [kitchen.id] }),
      await makeRider("Rita"),
    ])
      expect((await ask(get, person, ["admin:read"], "")).status).toBe(403);
    expect((await ask(get, ada, ["admin:read"], "")).status).toBe(200);
  });
});

describe("an admin's act", () => {
  test("on an order is recorded with it, and a partner's is not", async () => {
    const kitchen = await makeRestaurant();
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    const order = await makeOrder(await makePerson("Lena"), kitchen);
    const change = (viewer: Viewer, action: Parameters<typeof commands.change_order.execute>[1]) =>
      commands.change_order.execute(viewer, action, randomUUID());
    await change(ana, { order_id: order.id, action: { name: "accept", minutes: 20 } });
    expect(
      await change(ada, { order_id: order.id, action: { name: "cancel", reason: "CLOSED", note: "" } }),
    ).toMatchObject({ ok: true });
    const entries = (await listAudit(ada, { actor: ada.userId }))?.entries ?? [];
    expect(entries.filter(({ target_id }) => target_id === order.id)).toMatchObject([
      { action: "order_cancel", actor_name: "Ada", tenant_id: kitchen.id, reason: "CLOSED" },
    ]);
  });

  test("on a fleet is recorded", async () => {
    const rita = await makeRider("Rita");
    expect(await commands.remove_rider.execute(ada, { rider_id: rita.userId }, randomUUID())).toMatchObject({
      ok: true,
    });
    expect(await find({ action: "remove_rider" })).toEqual([rita.userId]);
  });
});
