import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  countSessions,
  revokeAllSessions,
  revokeSession,
  startSession,
} from "@/lib/auth/credentials/sessions";
import { issueTicket, redeemTicket } from "@/lib/auth/credentials/tickets";
import { createToken, createTokenUpTo, listTokens, revokeToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import { type Viewer, viewerOfRequest } from "@/lib/auth/server/viewer";
import { createLink, takeLink } from "@/lib/auth/sign-in/links";
import { queryable } from "@/lib/db/client";
import { apiTokens, sessions, users, verificationTokens } from "@/lib/db/schema/people";
import { channelEvents } from "@/lib/db/schema/realtime";
import { memberships } from "@/lib/db/schema/stores";
import { CONTROL_CHANNEL } from "@/lib/realtime/hub/control";
import { COOKIE_KEY, requestWith, sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

let lena: Viewer;
let cookie: string;

beforeEach(async () => {
  lena = await makePerson("Lena");
  cookie = await sessionCookie(lena.userId, lena.credential.id);
});

const presentSession = () => ({ sid: lena.credential.id, key: COOKIE_KEY });

const byCookie = (value = cookie) => viewerOfRequest(requestWith({ cookie: value }));
const byToken = (token: string, more: Record<string, string> = {}) =>
  viewerOfRequest(requestWith({ authorization: `Bearer ${token}`, ...more }));

async function dropsOf(credentialId: string): Promise<number> {
  const db = await queryable();
  const rows = await db
    .select({ data: channelEvents.data })
    .from(channelEvents)
    .where(and(eq(channelEvents.channel, CONTROL_CHANNEL), eq(channelEvents.type, "drop_credential")));
  return rows.filter(({ data }) => JSON.parse(data).credential_id === credentialId).length;
}

describe("a session", () => {
  it("authenticates the person its cookie was issued to, with all scopes", async () => {
    expect(await byCookie()).toEqual(lena);
  });

  it("reads the person's memberships with every request", async () => {
    const kitchen = await makeRestaurant();
    const db = await queryable();
    await db.insert(memberships).values({ user_id: lena.userId, tenant_id: kitchen.id, role: "manager" });
    expect((await byCookie())?.tenantIds).toEqual([kitchen.id]);
    expect((await byCookie())?.tenantRoles).toEqual({ [kitchen.id]: "manager" });
    await db.delete(memberships).where(eq(memberships.user_id, lena.userId));
    expect((await byCookie())?.tenantIds).toEqual([]);
  });

  it("is refused as soon as it is revoked, and its streams are notified", async () => {
    await revokeSession(lena.credential.id);
    expect(await byCookie()).toBeNull();
    expect(await dropsOf(lena.credential.id)).toBe(1);
  });

  it("notifies its streams once, however often it is revoked", async () => {
    await Promise.all([revokeSession(lena.credential.id), revokeSession(lena.credential.id)]);
    await revokeAllSessions(lena.userId);
    expect(await dropsOf(lena.credential.id)).toBe(1);
  });

  it("ends with the person's other sessions on signing out everywhere, without affecting other people", async () => {
    const omar = await makePerson("Omar");
    const second = await startSession(lena.userId);
    await revokeAllSessions(lena.userId);
    expect(await byCookie()).toBeNull();
    expect(await byCookie(await sessionCookie(lena.userId, second.sid, second.key))).toBeNull();
    expect(await byCookie(await sessionCookie(omar.userId, omar.credential.id))).not.toBeNull();
  });

  it("ends when another person signs in with the same browser, and its streams are notified", async () => {
    const omar = await makePerson("Omar");
    const next = await startSession(omar.userId, presentSession());
    expect(await byCookie()).toBeNull();
    expect(await dropsOf(lena.credential.id)).toBe(1);
    expect((await byCookie(await sessionCookie(omar.userId, next.sid, next.key)))?.userId).toBe(omar.userId);
  });

  it("is renewed when the same person signs in again: its streams go on, and only the newest cookie is valid", async () => {
    const second = await startSession(lena.userId, presentSession());
    expect(second.sid).toBe(lena.credential.id);
    const third = await startSession(lena.userId, second);
    expect(await byCookie()).toBeNull();
    expect(await byCookie(await sessionCookie(lena.userId, second.sid, second.key))).toBeNull();
    expect(await byCookie(await sessionCookie(lena.userId, third.sid, third.key))).toEqual(lena);
    expect(await dropsOf(lena.credential.id)).toBe(0);
  });

  it("is neither renewed nor ended by a sign-in with an earlier cookie", async () => {
    const omar = await makePerson("Omar");
    const present = await startSession(lena.userId, presentSession());
    await startSession(lena.userId, presentSession());
    await startSession(omar.userId, presentSession());
    expect(await byCookie(await sessionCookie(lena.userId, present.sid, present.key))).toEqual(lena);
  });

  it("stays revoked when the person signs in again", async () => {
    await revokeSession(lena.credential.id);
    expect((await startSession(lena.userId, presentSession())).sid).not.toBe(lena.credential.id);
    expect(await byCookie()).toBeNull();
  });

  it("expires after thirty days, whatever its cookie contains", async () => {
    const db = await queryable();
    const longAgo = new Date(Date.now() - 31 * 24 * 60 * 60 * 1_000);
    await db.update(sessions).set({ created_at: longAgo }).where(eq(sessions.id, lena.credential.id));
    expect(await byCookie()).toBeNull();
  });

  it("is refused when the cookie names a different person", async () => {
    const omar = await makePerson("Omar");
    expect(await byCookie(await sessionCookie(omar.userId, lena.credential.id))).toBeNull();
  });

  it.each(["", "nonsense", "a.b.c.d.e"])("is refused for the cookie %j", async (value) => {
    expect(await byCookie(`${cookie.split("=")[0]}=${value}`)).toBeNull();
  });

  it("is removed together with its person", async () => {
    const db = await queryable();
    await db.delete(users).where(eq(users.id, lena.userId));
    expect(await byCookie()).toBeNull();
  });
});

describe("a personal token", () => {
  it("authenticates its owner with only the scopes it was given", async () => {
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: ["orders:read"] });
    expect(await byToken(token)).toEqual({
      ...lena,
      credential: { kind: "token", id, scopes: ["orders:read"] },
    });
  });

  it("is stored as a hash only", async () => {
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    expect(token).toMatch(/^pw_[A-Za-z0-9_-]{43}$/);
    const db = await queryable();
    const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, id));
    expect(JSON.stringify(row)).not.toContain(token.slice(3));
  });

  it("is listed with the time of its last use", async () => {
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    expect(await listTokens(lena.userId)).toMatchObject([{ id, name: "Script", last_used_at: null }]);
    await byToken(token);
    const [listed] = await listTokens(lena.userId);
    expect(Date.now() - Date.parse(listed?.last_used_at ?? "")).toBeLessThan(60_000);
  });

  it("is refused as soon as it is revoked, leaves the list, and its streams are notified", async () => {
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    expect(await revokeToken(lena.userId, id)).toBe(true);
    expect(await byToken(token)).toBeNull();
    expect(await listTokens(lena.userId)).toEqual([]);
    expect(await dropsOf(id)).toBe(1);
    expect(await revokeToken(lena.userId, id)).toBe(false);
  });

  it("cannot be revoked by another person", async () => {
    const omar = await makePerson("Omar");
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    expect(await revokeToken(omar.userId, id)).toBe(false);
    expect(await byToken(token)).not.toBeNull();
  });

  it("stays valid after signing out everywhere", async () => {
    const { token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    await revokeAllSessions(lena.userId);
    expect(await byToken(token)).not.toBeNull();
  });

  it("expires after a year unless it was created for less, and is listed with the date", async () => {
    const year = await createToken(lena.userId, { name: "Year", scopes: SCOPES });
    const month = await createToken(lena.userId, { name: "Month", scopes: SCOPES, days: 30 });
    const daysLeft = ({ expires_at }: { expires_at: string }) =>
      (Date.parse(expires_at) - Date.now()) / (24 * 60 * 60 * 1_000);
    expect(daysLeft(year)).toBeCloseTo(365, 1);
    expect(daysLeft(month)).toBeCloseTo(30, 1);
    expect((await listTokens(lena.userId)).map(daysLeft).map(Math.round)).toEqual([30, 365]);
  });

  it("is refused once it has expired, stays listed for a while and leaves room for another", async () => {
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    const { ticket } = await issueTicket({
      ...lena,
      credential: { kind: "token", id, scopes: [...SCOPES] },
    });
    const db = await queryable();
    const justNow = new Date(Date.now() - 1_000);
    await db.update(apiTokens).set({ expires_at: justNow }).where(eq(apiTokens.id, id));
    expect(await byToken(token)).toBeNull();
    expect(await redeemTicket(ticket)).toBeNull();
    expect(await listTokens(lena.userId)).toMatchObject([{ id, expires_at: justNow.toISOString() }]);
    expect(await createTokenUpTo(1, lena.userId, { name: "Next", scopes: SCOPES })).not.toBeNull();
  });

  it("is not replaced by the cookie when it is invalid", async () => {
    expect(await byToken(`pw_${"x".repeat(43)}`, { cookie })).toBeNull();
    expect(await viewerOfRequest(requestWith({ authorization: "Basic bGVuYTpsZW5h", cookie }))).toBeNull();
    expect(await viewerOfRequest(requestWith({ authorization: "", cookie }))).toBeNull();
  });

  it.each([randomUUID(), "pw_", `pw_${"x".repeat(44)}`, `pw_${"x".repeat(10_000)}`])(
    "is refused when it is %s",
    async (token) => {
      expect(await byToken(token)).toBeNull();
    },
  );
});

describe("outside demo mode", () => {
  async function issueAll(person: Viewer) {
    const { token } = await createToken(person.userId, { name: "Script", scopes: SCOPES });
    const session = await startSession(person.userId);
    const { ticket } = await issueTicket({
      ...person,
      credential: { kind: "session", id: session.sid, scopes: [...SCOPES] },
    });
    const link = { identifier: person.email, token: randomUUID() };
    await createLink({ ...link, expires: new Date(Date.now() + 60_000) }, null);
    const cookieOf = await sessionCookie(person.userId, session.sid, session.key);
    const admit = async () => ({
      cookie: (await byCookie(cookieOf)) !== null,
      token: (await byToken(token)) !== null,
      ticket: (await redeemTicket(ticket)) !== null,
      link: (await takeLink(link, null)) !== null,
      tokens: (await listTokens(person.userId)).length,
      sessions: await countSessions(person.userId),
    });
    return admit;
  }

  it("everything that a demo issued is refused, and all else is not", async () => {
    const [omar, priya] = [await makePerson("Omar"), await makePerson("Priya")];
    const [real, demo] = [await issueAll(priya), await issueAll(omar)];
    const db = await queryable();
    await db.update(sessions).set({ demo: true }).where(eq(sessions.user_id, omar.userId));
    await db.update(apiTokens).set({ demo: true }).where(eq(apiTokens.user_id, omar.userId));
    await db
      .update(verificationTokens)
      .set({ demo: true })
      .where(eq(verificationTokens.identifier, omar.email));
    const none = { cookie: false, token: false, ticket: false, link: false, tokens: 0, sessions: 0 };
    expect(await demo()).toEqual(none);
    const all = { cookie: true, token: true, ticket: true, link: true, tokens: 1, sessions: 2 };
    expect(await real()).toEqual(all);
  });

  it("the demo's own people are refused with any credential", async () => {
    const ada = await makePerson("Ada", { isAdmin: true });
    const db = await queryable();
    await db
      .update(users)
      .set({ email: `${randomUUID()}@demo.test` })
      .where(eq(users.id, ada.userId));
    const admit = await issueAll(ada);
    expect(await admit()).toMatchObject({ cookie: false, token: false, ticket: false });
  });
});
