import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { revokeAllSessions, revokeSession, startSession } from "@/lib/auth/credentials/sessions";
import { createToken, listTokens, revokeToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import { type Viewer, viewerOfRequest } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { apiTokens, sessions, users } from "@/lib/db/schema/people";
import { channelEvents } from "@/lib/db/schema/realtime";
import { memberships } from "@/lib/db/schema/stores";
import { CONTROL_CHANNEL } from "@/lib/realtime/hub/control";
import { requestWith, sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

let lena: Viewer;
let cookie: string;

beforeEach(async () => {
  lena = await makePerson("Lena");
  cookie = await sessionCookie(lena.userId, lena.credential.id);
});

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
    await db.insert(memberships).values({ user_id: lena.userId, tenant_id: kitchen.id });
    expect((await byCookie())?.tenantIds).toEqual([kitchen.id]);
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
    expect(await byCookie(await sessionCookie(lena.userId, second))).toBeNull();
    expect(await byCookie(await sessionCookie(omar.userId, omar.credential.id))).not.toBeNull();
  });

  it("ends when another person signs in with the same browser, and its streams are notified", async () => {
    const omar = await makePerson("Omar");
    const next = await startSession(omar.userId, lena.credential.id);
    expect(await byCookie()).toBeNull();
    expect(await dropsOf(lena.credential.id)).toBe(1);
    expect((await byCookie(await sessionCookie(omar.userId, next)))?.userId).toBe(omar.userId);
  });

  it("continues when the same person signs in again with the same browser", async () => {
    expect(await startSession(lena.userId, lena.credential.id)).toBe(lena.credential.id);
    expect(await byCookie()).not.toBeNull();
    expect(await dropsOf(lena.credential.id)).toBe(0);
  });

  it("stays revoked when the person signs in again", async () => {
    await revokeSession(lena.credential.id);
    expect(await startSession(lena.userId, lena.credential.id)).not.toBe(lena.credential.id);
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
