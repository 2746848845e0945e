import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE, POST } from "@/app/api/admin/users/[id]/ban/route";
import { issueTicket, redeemTicket } from "@/lib/auth/credentials/tickets";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import { loadSessionViewer, loadTokenViewerById } from "@/lib/auth/server/load-viewer";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { users } from "@/lib/db/schema/people";
import { auditLog } from "@/lib/db/schema/platform";
import { appealAgainst, listOpenAppeals, readOwnAppeal } from "@/lib/platform/server/people/appeals";
import { listPeople, readPerson } from "@/lib/platform/server/people/queries";
import { runReactions } from "@/lib/reactions";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { provideHub } from "@/lib/realtime/hub/process-hub";
import { withDatabase } from "@/test/support/database";
import { goOnShift, makeRider, readRiderShift } from "@/test/support/shift-riders";
import { startInstance } from "@/test/support/stream-instance";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const REASON = "Threatened a rider at the door.";
let ada: Viewer;
let lena: Viewer;

beforeAll(async () => {
  await runReactions(20_000);
  ada = await makePerson("Ada", { isAdmin: true });
});
beforeEach(async () => {
  lena = await makePerson("Lena");
});

const ban = (viewer: Viewer, user_id: string, reason = REASON) =>
  commands.ban_user.execute(viewer, { user_id, reason }, randomUUID());
const lift = (viewer: Viewer, user_id: string, reason = "A mistake.") =>
  commands.lift_ban.execute(viewer, { user_id, reason }, randomUUID());
const viewerOf = ({ credential }: Viewer) => loadSessionViewer(credential.id);

async function bannedAt(userId: string): Promise<Date> {
  const [row] = await (await queryable()).select().from(users).where(eq(users.id, userId));
  if (row?.banned_at == null) throw new Error("The person is not banned");
  return row.banned_at;
}
const banOf = async ({ userId, name }: Viewer) => ({
  ...{ userId, name, reason: REASON },
  bannedAt: await bannedAt(userId),
});

describe("a ban", () => {
  test("ends sessions, tokens and tickets at once, and is recorded with its reason", async () => {
    const token = await createToken(lena.userId, { name: "test", scopes: ["orders:read"] });
    const { ticket } = await issueTicket(lena);
    expect(await viewerOf(lena)).not.toBeNull();
    expect(await ban(ada, lena.userId)).toMatchObject({ ok: true, data: { user_id: lena.userId } });
    expect(await viewerOf(lena)).toBeNull();
    expect(await loadTokenViewerById(token.id)).toBeNull();
    expect(await redeemTicket(ticket)).toBeNull();
    const db = await queryable();
    const entries = await db.select().from(auditLog).where(eq(auditLog.target_id, lena.userId));
    expect(entries).toMatchObject([
      { actor_id: ada.userId, action: "ban_user", reason: REASON, detail: { tokens: 1, was_rider: false } },
    ]);
  });

  test("ends the person's open streams", async () => {
    const bus = memoryBus(4);
    provideBus(bus);
    const instance = startInstance(bus);
    provideHub(instance.hub);
    const stream = await instance.open({ userId: lena.userId });
    await ban(ada, lena.userId);
    await stream.ended;
    await instance.stop();
    provideHub(undefined);
    provideBus(undefined);
    expect(await viewerOf(lena)).toBeNull();
  });

  test("holds for sessions that begin after it", async () => {
    await ban(ada, lena.userId);
    const again = await makePerson("Again");
    await (await queryable()).update(users).set({ banned_at: new Date() }).where(eq(users.id, again.userId));
    expect(await viewerOf(again)).toBeNull();
  });

  test("ends the shift of a rider", async () => {
    const rita = await makeRider("Rita");
    await goOnShift(rita);
    expect(await ban(ada, rita.userId)).toMatchObject({ ok: true });
    expect(await readRiderShift(rita.userId)).toBeNull();
  });

  test("is told to the person, also when it is lifted", async () => {
    await ban(ada, lena.userId);
    await lift(ada, lena.userId);
    await runReactions(20_000);
    const db = await queryable();
    const told = await db.select().from(notifications).where(eq(notifications.user_id, lena.userId));
    expect(told.map(({ message }) => message)).toEqual([
      expect.stringContaining(REASON),
      expect.stringContaining("A mistake."),
    ]);
  });

  test("can be lifted once, and then the person signs in again", async () => {
    await ban(ada, lena.userId);
    expect(await lift(ada, lena.userId)).toMatchObject({ ok: true, data: { banned_at: null } });
    expect(await lift(ada, lena.userId)).toMatchObject({ ok: false, code: "conflict" });
    // The session of before is over.
    expect(await viewerOf(lena)).toBeNull();
  });

  test("is refused a second time, for oneself, and for nobody", async () => {
    await ban(ada, lena.userId);
    expect(await ban(ada, lena.userId)).toMatchObject({ ok: false, code: "conflict" });
    expect(await ban(ada, ada.userId)).toMatchObject({ ok: false, code: "conflict" });
    expect(await ban(ada, randomUUID())).toMatchObject({ ok: false, code: "not_found" });
    expect(await ban(ada, lena.userId, "  ")).toMatchObject({ ok: false, code: "invalid" });
    expect(await viewerOf(ada)).not.toBeNull();
  });

  test("of two admins who ban each other at once, one stays", async () => {
    const [eve, ina] = [
      await makePerson("Eve", { isAdmin: true }),
      await makePerson("Ina", { isAdmin: true }),
    ];
    const outcomes = await Promise.all([ban(eve, ina.userId), ban(ina, eve.userId)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect([await viewerOf(eve), await viewerOf(ina)].filter((viewer) => viewer !== null)).toHaveLength(1);
    const last = outcomes[0]?.ok ? eve : ina;
    expect(await ban(ada, last.userId)).toMatchObject({ ok: true });
  });
});

describe("people who are not admins", () => {
  test.each(["customer", "staff", "rider"])(
    "a %s can neither ban, lift, sign out nor answer",
    async (role) => {
      const kitchen = await makeRestaurant();
      const person =
        role === "rider"
          ? await makeRider("Rita")
          : await makePerson("Ana", { staffOf: role === "staff" ? [kitchen.id] : [] });
      for (const refused of [
        await ban(person, lena.userId),
        await lift(person, lena.userId),
        await commands.end_user_sessions.execute(person, { user_id: lena.userId }, randomUUID()),
        await commands.answer_appeal.execute(
          person,
          { appeal_id: randomUUID(), outcome: "lifted", answer: "Yes" },
          randomUUID(),
        ),
      ])
        expect(refused).toMatchObject({ ok: false, code: "forbidden" });
      expect(await listPeople(person, {})).toBeNull();
      expect(await readPerson(person, lena.userId)).toBeNull();
      expect(await listOpenAppeals(person)).toBeNull();
      expect(await viewerOf(lena)).not.toBeNull();
    },
  );
});

describe("an appeal", () => {
  const answer = (appeal_id: string, outcome: "lifted" | "upheld") =>
    commands.answer_appeal.execute(ada, { appeal_id, outcome, answer: "We looked again." }, randomUUID());

  test("is possible once for each ban, and an admin's answer lifts it or keeps it", async () => {
    await ban(ada, lena.userId);
    const first = await banOf(lena);
    expect(await appealAgainst(first, "It was not me.")).toBe(true);
    expect(await appealAgainst(first, "Really.")).toBe(false);
    const appeal = await readOwnAppeal(first);
    expect((await listOpenAppeals(ada))?.map(({ id }) => id)).toContain(appeal?.id);
    expect(await answer(appeal?.id ?? "", "upheld")).toMatchObject({ ok: true });
    expect(await answer(appeal?.id ?? "", "lifted")).toMatchObject({ ok: false, code: "conflict" });
    expect(await readOwnAppeal(first)).toMatchObject({ outcome: "upheld", answer: "We looked again." });
    await bannedAt(lena.userId);

    await lift(ada, lena.userId);
    await ban(ada, lena.userId);
    const second = await banOf(lena);
    expect(await appealAgainst(second, "Again.")).toBe(true);
    const again = await readOwnAppeal(second);
    expect(await answer(again?.id ?? "", "lifted")).toMatchObject({ ok: true });
    await expect(bannedAt(lena.userId)).rejects.toThrow("not banned");
  });

  test("notifies the admins, but none who is banned, and leads to where it is answered", async () => {
    const eve = await makePerson("Eve", { isAdmin: true });
    const out = await makePerson("Otto", { isAdmin: true });
    await ban(ada, out.userId);
    await ban(ada, lena.userId);
    await appealAgainst(await banOf(lena), "It was not me.");
    await runReactions(20_000);
    const db = await queryable();
    const told = await db.select().from(notifications).where(eq(notifications.kind, "appeal"));
    const those = told.filter(({ user_id }) => [ada, eve, out].some(({ userId }) => userId === user_id));
    expect(those.map(({ user_id, action_url }) => ({ user_id, action_url }))).toEqual(
      expect.arrayContaining([
        { user_id: ada.userId, action_url: "/admin/approvals" },
        { user_id: eve.userId, action_url: "/admin/approvals" },
      ]),
    );
    expect(those.map(({ user_id }) => user_id)).not.toContain(out.userId);
  });

  test("against a ban that was lifted meanwhile is none: it would lift the next one", async () => {
    await ban(ada, lena.userId);
    const first = await banOf(lena);
    await lift(ada, lena.userId);
    expect(await appealAgainst(first, "It was not me.")).toBe(false);
    expect((await listOpenAppeals(ada))?.map(({ user_id }) => user_id)).not.toContain(lena.userId);
  });

  test("is answered and its ban lifted at once without a deadlock", async () => {
    for (let n = 0; n < 5; n += 1) {
      const mia = await makePerson("Mia");
      await ban(ada, mia.userId);
      const own = await banOf(mia);
      await appealAgainst(own, "It was not me.");
      const appeal = await readOwnAppeal(own);
      await Promise.all([lift(ada, mia.userId), answer(appeal?.id ?? "", "lifted")]);
      await expect(bannedAt(mia.userId)).rejects.toThrow("not banned");
    }
  });

  test("is answered by lifting the ban, too", async () => {
    await ban(ada, lena.userId);
    const own = await banOf(lena);
    await appealAgainst(own, "It was not me.");
    await lift(ada, lena.userId);
    expect(await readOwnAppeal(own)).toMatchObject({ outcome: "lifted", answer: "A mistake." });
  });
});

describe("the search for people", () => {
  const found = async (search: string) =>
    (await listPeople(ada, { search }))?.people.map(({ id }) => id) ?? [];

  test("finds them by the beginning of their address and of each word of their name", async () => {
    const zoe = await makePerson("Zoe Zimmermann");
    for (const search of [zoe.email.slice(0, 12), "zoe", "Zimmer", "zoe zim"])
      expect(await found(search)).toContain(zoe.userId);
    expect(await found("immermann")).toEqual([]);
    expect(await found("%")).toEqual([]);
  });

  test.each(["'", "\\", "a & b", "((", "_"])("is unharmed by %j", async (search) => {
    await expect(found(search)).resolves.toBeInstanceOf(Array);
  });

  test("tells riders, staff and customers apart", async () => {
    const kitchen = await makeRestaurant({ name: "Noodle Bar" });
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    const rita = await makeRider("Rita");
    expect(await readPerson(ada, ana.userId)).toMatchObject({
      ...{ is_rider: false, is_admin: false, stores: ["Noodle Bar"] },
      memberships: [{ id: kitchen.id, name: "Noodle Bar" }],
    });
    expect(await readPerson(ada, rita.userId)).toMatchObject({ is_rider: true, stores: [] });
    expect(await readPerson(ada, lena.userId)).toMatchObject({ is_rider: false, stores: [] });
  });

  test("shows sessions, which an admin can end", async () => {
    const before = await readPerson(ada, lena.userId);
    expect(before?.sessions).toHaveLength(1);
    await commands.end_user_sessions.execute(ada, { user_id: lena.userId }, randomUUID());
    expect(await readPerson(ada, lena.userId)).toMatchObject({
      sessions: [],
      audit: [{ action: "end_user_sessions", actor_name: "Ada" }],
    });
    expect(await viewerOf(lena)).toBeNull();
  });
});

describe("POST and DELETE /api/admin/users/:id/ban", () => {
  const call = async (person: Viewer, scopes: Scope[], id: string, method: "POST" | "DELETE") => {
    const { token } = await createToken(person.userId, { name: "test", scopes });
    const request = new Request(`http://localhost:3000/api/admin/users/${id}/ban`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ reason: REASON }),
    });
    return (method === "POST" ? POST : DELETE)(request, { params: Promise.resolve({ id }) });
  };

  test("ban and lift for admins with the scope", async () => {
    const banned = await call(ada, ["admin:write"], lena.userId, "POST");
    expect(banned.status).toBe(200);
    expect(await banned.json()).toMatchObject({ success: true, data: { user_id: lena.userId } });
    expect((await call(ada, ["admin:write"], lena.userId, "DELETE")).status).toBe(200);
  });

  test("are refused without the scope, for others, and for nobody", async () => {
    expect((await call(ada, ["admin:read"], lena.userId, "POST")).status).toBe(403);
    const omar = await makePerson("Omar");
    expect((await call(omar, ["admin:write"], lena.userId, "POST")).status).toBe(403);
    for (const id of [randomUUID(), "nobody"])
      expect((await call(ada, ["admin:write"], id, "POST")).status).toBe(404);
  });
});
