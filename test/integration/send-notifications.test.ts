import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { POST as postNotifications } from "@/app/api/notifications/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { listNotifications } from "@/lib/notifications/server/queries";
import { readEvents } from "@/lib/realtime/log/log";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const NOTE = { type: "warning", title: "Oven is down", message: "No pizza tonight", action_url: "/partner" };

let kitchen: string;
let ana: Viewer;
let ben: Viewer;
let lena: Viewer;
beforeAll(async () => {
  kitchen = (await makeRestaurant()).id;
  ana = await makePerson("Ana", { staffOf: [kitchen] });
  ben = await makePerson("Ben", { staffOf: [kitchen] });
  lena = await makePerson("Lena");
});

/** A person of their own for each test, because the limit counts per person. */
const staff = () => makePerson("Cleo", { staffOf: [kitchen] });
const admin = () => makePerson("Ada", { isAdmin: true });

async function send(
  by: Viewer,
  body: unknown,
  { scopes = ["notifications:write"], key }: { scopes?: Scope[]; key?: string } = {},
) {
  const { token } = await createToken(by.userId, { name: "test", scopes });
  const response = await postNotifications(
    new Request("http://localhost:3000/api/notifications", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${token}`,
        ...(key !== undefined && { "Idempotency-Key": key }),
      },
      body: JSON.stringify(body),
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const titlesOf = async (person: Viewer) =>
  (await listNotifications(person, { limit: 100 })).notifications.map(({ title }) => title);

describe("POST /api/notifications", () => {
  test("sends to several people with one batch id, which their events carry", async () => {
    const people = [await makePerson("Mia"), await makePerson("Noa")];
    const user_ids = [...people.map(({ userId }) => userId), people[0]?.userId, randomUUID()];
    const { status, body } = await send(await admin(), { ...NOTE, user_ids });
    expect({ status, body }).toEqual({
      status: 201,
      body: { success: true, data: { batch_id: expect.stringMatching(/^[0-9a-f-]{36}$/), count: 2 } },
    });
    for (const person of people) {
      const page = await listNotifications(person, { limit: 10 });
      expect(page).toMatchObject({ unread_count: 1, notifications: [{ ...NOTE, read_at: null }] });
      const { events } = await readEvents(await queryable(), userChannel.name(person.userId), 0);
      expect(events.map(({ data }) => JSON.parse(data))).toMatchObject([
        { ...NOTE, batch: body.data.batch_id, unread_count: 1 },
      ]);
    }
  });

  test("sends to the staff of a restaurant, and to the admins", async () => {
    const toStaff = await send(await staff(), { ...NOTE, title: "To staff", group: { tenant_id: kitchen } });
    expect(toStaff).toMatchObject({ status: 201, body: { data: { count: 3 } } });
    expect(await titlesOf(ben)).toContain("To staff");
    expect(await titlesOf(lena)).not.toContain("To staff");
    const ada = await admin();
    expect((await send(ada, { ...NOTE, title: "To admins", group: { role: "admin" } })).status).toBe(201);
    expect(await titlesOf(ada)).toContain("To admins");
    expect(await titlesOf(ben)).not.toContain("To admins");
  });

  test("lets others than admins reach themselves and their colleagues only", async () => {
    const cleo = await staff();
    const to = (...people: Viewer[]) => ({
      ...NOTE,
      title: "Reach",
      user_ids: people.map(({ userId }) => userId),
    });
    expect((await send(cleo, to(cleo, ana, ben))).status).toBe(201);
    const forbidden = await send(cleo, to(ana, lena));
    expect(forbidden).toMatchObject({ status: 403, body: { success: false } });
    // The same answer as for somebody who does not exist.
    const unknown = await send(cleo, { ...NOTE, user_ids: [randomUUID()] });
    expect(unknown.body).toEqual(forbidden.body);
    expect((await send(cleo, { ...NOTE, group: { role: "admin" } })).status).toBe(403);
    const elsewhere = (await makeRestaurant()).id;
    expect((await send(await staff(), { ...NOTE, group: { tenant_id: elsewhere } })).status).toBe(403);
    expect(await titlesOf(lena)).not.toContain("Reach");
    expect((await titlesOf(ana)).filter((title) => title === "Reach")).toHaveLength(1);
    expect((await send(await makePerson("Lou"), to(lena))).status).toBe(403);
  });

  test("to a group beyond any restaurant's staff is refused, and nobody is told", async () => {
    const crowd = (await makeRestaurant()).id;
    const mia = await makePerson("Mia", { staffOf: [crowd] });
    const [ada, key, request] = [
      await admin(),
      randomUUID(),
      { ...NOTE, title: "Crowd", group: { tenant_id: crowd } },
    ];
    const sent = await send(ada, request, { key });
    const db = await queryable();
    const people = await db
      .insert(users)
      .values(
        Array.from({ length: 2_000 }, (_, n) => ({
          id: randomUUID(),
          name: "Temp",
          email: `temp-${n}@crowd.test`,
        })),
      )
      .returning({ user_id: users.id });
    await db.insert(memberships).values(people.map((person) => ({ ...person, tenant_id: crowd })));
    const refused = await send(ada, request);
    expect(refused).toMatchObject({ status: 400, body: { success: false } });
    const repeated = await send(ada, request, { key });
    expect(repeated, "a request that was carried out before the group grew").toMatchObject({
      status: 201,
      body: sent.body,
    });
    expect(await titlesOf(mia)).toEqual(["Crowd"]);
  });

  test("with a repeated key sends once and answers the same; with other content it is 422", async () => {
    const [ada, mia, key] = [await admin(), await makePerson("Mia"), randomUUID()];
    const request = { ...NOTE, user_ids: [mia.userId] };
    const answers = await Promise.all([send(ada, request, { key }), send(ada, request, { key })]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect((await send(ada, { ...request, title: "Other" }, { key })).status).toBe(422);
    expect(await titlesOf(mia)).toEqual([NOTE.title]);
  });

  test("is limited to five a minute for each sender", async () => {
    const cleo = await staff();
    const statuses = [];
    for (let n = 0; n < 5; n += 1)
      statuses.push((await send(cleo, { ...NOTE, user_ids: [cleo.userId] })).status);
    const refused = await send(cleo, { ...NOTE, user_ids: [cleo.userId] });
    expect([...statuses, refused.status]).toEqual([201, 201, 201, 201, 201, 429]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test.each([
    {},
    { ...NOTE },
    { ...NOTE, user_ids: [] },
    { ...NOTE, user_ids: ["1"] },
    { ...NOTE, user_ids: Array.from({ length: 501 }, () => randomUUID()) },
    { ...NOTE, user_ids: [randomUUID()], group: { role: "admin" } },
    { ...NOTE, group: { role: "customer" } },
    { ...NOTE, user_ids: [randomUUID()], title: " " },
    { ...NOTE, user_ids: [randomUUID()], type: "urgent" },
    { ...NOTE, user_ids: [randomUUID()], action_url: "https://evil.test/" },
    { ...NOTE, user_ids: [randomUUID()], action_url: "//evil.test/" },
  ])("answers 400 to an invalid body (%#)", async (body) => {
    expect((await send(await admin(), body)).status).toBe(400);
  });

  test("answers 401 without a credential, 403 without the scope and to other sites", async () => {
    const post = (headers: Record<string, string>) =>
      postNotifications(
        new Request("http://localhost:3000/api/notifications", { method: "POST", headers, body: "{}" }),
      );
    expect((await post({})).status).toBe(401);
    expect((await send(await admin(), NOTE, { scopes: ["notifications:read"] })).status).toBe(403);
    const ada = await admin();
    const cookie = await sessionCookie(ada.userId, ada.credential.id);
    expect((await post({ cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
  });
});
