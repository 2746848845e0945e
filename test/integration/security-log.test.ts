import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { POST as signOut } from "@/app/(auth)/signout/route";
import { GET as listOrders, POST as placeOrder } from "@/app/api/orders/route";
import { DELETE as dropStreams } from "@/app/api/realtime/connections/[userId]/route";
import { issueTokenFor } from "@/lib/auth/credentials/issue-token";
import { createToken } from "@/lib/auth/credentials/tokens";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { seedDemo } from "@/lib/demo/seed";
import { runUpkeep } from "@/lib/server/upkeep";
import { openBrowser } from "@/test/support/app-browser";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { callAuth, confirmLink, mailTo, requestLink, signInAsDemoPerson } from "@/test/support/sign-in-forms";
import { makePerson, makeRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(globalThis, process.getBuiltinModule("node:async_hooks"));
  process.env.DEMO_MODE = "on";
  // The security log does not depend on the level of the diagnostics.
  process.env.LOG_LEVEL = "fatal";
});

withDatabase();
beforeAll(() => seedDemo());

const lineSchema = z.looseObject({ security: z.string() });
let lines: z.infer<typeof lineSchema>[] = [];
let written = "";
beforeEach(async () => {
  await runUpkeep();
  lines = [];
  written = "";
  globalThis.platewireLimiters = undefined;
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    const text = String(chunk);
    written += text;
    for (const line of text.split("\n").filter((each) => each.startsWith("{"))) {
      const parsed = lineSchema.safeParse(JSON.parse(line));
      if (parsed.success) lines.push(parsed.data);
    }
    return true;
  });
});

const named = (security: string) => lines.filter((line) => line.security === security);

describe("the security log has a line for", () => {
  test("a sign-in, with the way and the client's address", async () => {
    const browser = openBrowser({ address: "203.0.113.8" });
    await signInAsDemoPerson(browser, "lena@demo.test");
    expect(named("signed_in")).toMatchObject([{ way: "demo", is_new: false, address: "203.0.113.8" }]);
  });

  test("a requested link, the first sign-in with it, and its second use", async () => {
    const email = `guest-${randomUUID()}@example.test`;
    const browser = openBrowser();
    await requestLink(browser, email);
    const [link] = await mailTo(email);
    if (link === undefined) throw new Error("No mail came");
    await confirmLink(openBrowser(), link);
    await confirmLink(browser, link);
    await confirmLink(browser, link);
    expect(named("sign_in_link_requested")).toHaveLength(1);
    expect(named("signed_in")).toMatchObject([{ way: "email", is_new: true }]);
    expect(named("sign_in_failed")).toMatchObject([
      { way: "email", reason: "OtherBrowser" },
      { way: "email", reason: "Verification" },
    ]);
    for (const secret of [email, link.searchParams.get("token") ?? "", ...browser.jar.values()])
      expect(written).not.toContain(secret);
  });

  test.each<[string, () => Promise<unknown>, object]>([
    [
      "a demo person who does not exist",
      () => signInAsDemoPerson(openBrowser(), "nobody@demo.test"),
      { way: "demo", reason: "CredentialsSignin" },
    ],
    [
      "an address that is none",
      () => requestLink(openBrowser(), "no address"),
      { way: "email", reason: "EmailSignin" },
    ],
    [
      "a callback of Google without its state",
      () => callAuth(openBrowser(), "callback/google?code=a-secret-code&state=x"),
      { way: "google" },
    ],
  ])("a failed sign-in: %s", async (_, attempt, line) => {
    await attempt();
    if ("reason" in line) expect(named("sign_in_failed")).toMatchObject([line]);
    expect(written).not.toContain("a-secret-code");
  });

  test("too many links", async () => {
    const browser = openBrowser({ address: "203.0.113.9" });
    for (let n = 0; n < 31; n += 1) await requestLink(browser, `guest-${randomUUID()}@example.test`);
    expect(named("sign_in_failed")).toMatchObject([{ reason: "Limited", address: "203.0.113.9" }]);
  });

  test("signing out, here and everywhere, with each session that ended", async () => {
    const [browser, other] = [openBrowser(), openBrowser()];
    for (const each of [browser, other]) await signInAsDemoPerson(each, "priya@demo.test");
    await browser.post(signOut, "/signout", {});
    expect(named("signed_out")).toMatchObject([{ everywhere: false }]);
    expect(named("session_revoked")).toHaveLength(1);
    await other.post(signOut, "/signout", { everywhere: "1" });
    expect(named("signed_out")).toMatchObject([{ everywhere: false }, { everywhere: true }]);
    expect(named("session_revoked")).toHaveLength(2);
  });

  test("refusals, with the person where there is one", async () => {
    const lena = await makePerson("Lena");
    const { token } = await createToken(lena.userId, { name: "test", scopes: ["events:read"] });
    const call = (handler: typeof listOrders, headers: Record<string, string>, method = "GET") =>
      handler(
        new Request("http://localhost:3000/api/orders", {
          method,
          headers: { "x-forwarded-for": "203.0.113.10", ...headers },
        }),
      );
    await call(listOrders, { authorization: "Bearer pw_nonsense" });
    await call(listOrders, { authorization: `Bearer ${token}` });
    const cookie = await sessionCookie(lena.userId, lena.credential.id);
    await call(placeOrder, { cookie, origin: "https://evil.example" }, "POST");
    const address = "203.0.113.10";
    expect(named("refused")).toMatchObject([
      { reason: "not_authenticated", action: "GET /api/orders", user_id: null, address },
      { reason: "not_allowed", action: "GET /api/orders", user_id: lena.userId, address },
      { reason: "not_allowed", action: "POST /api/orders", user_id: lena.userId, address },
    ]);
    expect(written).not.toContain(token);
  });

  test("a flood of refusals, within bounds", async () => {
    for (let n = 0; n < 500; n += 1)
      await listOrders(
        new Request("http://localhost:3000/api/orders", { headers: { "x-forwarded-for": "203.0.113.11" } }),
      );
    expect(named("refused")).toHaveLength(20);
  });

  test("tokens created by a page and by the owner, and a revoked token", async () => {
    const lena = await makePerson("Lena");
    const created = await commands.create_token.execute(
      lena,
      { name: "Till", scopes: ["orders:read"] },
      undefined,
    );
    if (!created.ok) throw new Error(created.message);
    const issued = await issueTokenFor(lena.email, "Command line");
    if (!issued.ok) throw new Error(issued.message);
    await commands.revoke_token.execute(lena, { token_id: created.data.token.id }, undefined);
    const user_id = lena.userId;
    expect(named("token_created")).toMatchObject([
      { user_id, token_id: created.data.token.id, scopes: ["orders:read"] },
      { user_id },
    ]);
    expect(named("token_revoked")).toMatchObject([{ user_id, token_id: created.data.token.id }]);
    for (const secret of [created.data.secret, issued.token]) expect(written).not.toContain(secret);
  });

  test("rights that are granted and taken, by whatever wrote them", async () => {
    const db = await queryable();
    const [kitchen, person] = [await makeRestaurant(), await makePerson("Ana")];
    const user_id = person.userId;
    await db.insert(memberships).values({ user_id, tenant_id: kitchen.id });
    await db.update(users).set({ is_admin: true }).where(eq(users.id, user_id));
    await db.update(users).set({ name: "Ana Ito" }).where(eq(users.id, user_id));
    await db.update(users).set({ is_admin: false }).where(eq(users.id, user_id));
    await db.delete(users).where(eq(users.id, user_id));
    await runUpkeep();
    const of = (security: string) => named(security).filter((line) => line.user_id === user_id);
    expect(of("right_granted")).toMatchObject([
      { right: "staff", tenant_id: kitchen.id },
      { right: "admin", tenant_id: null },
    ]);
    expect(of("right_taken")).toMatchObject([{ right: "admin" }, { right: "staff", tenant_id: kitchen.id }]);
    await runUpkeep();
    expect(of("right_granted")).toHaveLength(2);
  });

  test("streams that an admin ends", async () => {
    const [ada, lena] = [await makePerson("Ada", { isAdmin: true }), await makePerson("Lena")];
    const cookie = await sessionCookie(ada.userId, ada.credential.id);
    await dropStreams(
      new Request("http://localhost:3000/api/realtime/connections/x", {
        method: "DELETE",
        headers: { cookie },
      }),
      { params: Promise.resolve({ userId: lena.userId }) },
    );
    expect(named("streams_dropped")).toMatchObject([{ user_id: lena.userId, by: ada.userId }]);
  });
});
