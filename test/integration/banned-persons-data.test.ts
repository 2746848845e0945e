import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as erase } from "@/app/(auth)/appeal/erase/route";
import { GET as download } from "@/app/(auth)/appeal/export/[id]/route";
import { POST as ask } from "@/app/(auth)/appeal/export/route";
import { POST as appeal } from "@/app/(auth)/appeal/send/route";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { sessions, users } from "@/lib/db/schema/people";
import { PAGE_USER } from "@/lib/http/page/statement";
import { jobs } from "@/lib/jobs";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { listOpenAppeals } from "@/lib/platform/server/people/appeals";
import { listExports } from "@/lib/privacy/server/queries";
import { COOKIE_KEY, sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

/** Replaces the request's cookies, which Next provides only while it handles a request. */
const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      browser.cookie.startsWith(`${name}=`)
        ? { name, value: browser.cookie.slice(name.length + 1) }
        : undefined,
  }),
}));

withDatabase();

let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  ada = await makePerson("Ada", { isAdmin: true });
});
beforeEach(async () => {
  bela = await makePerson("Bela");
  await ban(bela);
  await signIn(bela);
});

const ban = ({ userId: user_id }: Viewer) =>
  commands.ban_user.execute(ada, { user_id, reason: "Threats" }, randomUUID());

async function signIn({ userId }: Viewer): Promise<void> {
  const id = newId();
  await (await queryable()).insert(sessions).values({ id, user_id: userId, cookie_key: COOKIE_KEY });
  browser.cookie = await sessionCookie(userId, id);
}

const form = (fields: Record<string, string>) =>
  new Request("http://localhost:3000/appeal", {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: "http://localhost:3000",
      host: "localhost:3000",
    },
    body: new URLSearchParams(fields),
  });
const of = ({ userId }: Viewer) => ({ [PAGE_USER]: userId });
const get = (id: string) =>
  download(new Request("http://localhost:3000/appeal/export"), { params: Promise.resolve({ id }) });
const exists = async ({ email }: Viewer) =>
  (await (await queryable()).select({ id: users.id }).from(users).where(eq(users.email, email))).length > 0;

async function archiveOf(person: Viewer): Promise<string> {
  await ask(form(of(person)));
  await drainJobs(jobs, 5_000);
  const [made] = await listExports(person.userId);
  if (made === undefined) throw new Error("No archive was asked for");
  return made.id;
}

describe("a banned person who has signed in", () => {
  test("can appeal", async () => {
    const answer = await appeal(form({ ...of(bela), message: "It was not me" }));
    expect(answer.headers.get("location")).toBe("/appeal");
    expect(await listOpenAppeals(ada)).toContainEqual(expect.objectContaining({ user_id: bela.userId }));
  });

  test("gets a copy of their data, once an hour", async () => {
    const answer = await get(await archiveOf(bela));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(
      Object.values(files)
        .map((file) => strFromU8(file))
        .join(),
    ).toContain(bela.email);
    const again = await ask(form(of(bela)));
    expect(again.headers.get("location")).toBe("/appeal?problem=export_recent");
  });

  test("is erased with the address of the account alone", async () => {
    const wrong = await erase(form({ ...of(bela), email: ada.email }));
    expect(wrong.headers.get("location")).toBe("/appeal?problem=not_erased");
    expect(await exists(bela)).toBe(true);
    const answer = await erase(form({ ...of(bela), email: bela.email.toUpperCase() }));
    expect(answer.headers.get("location")).toBe("/");
    expect(await exists(bela)).toBe(false);
    expect((await ask(form(of(bela)))).status).toBe(404);
  });

  test("is not erased while an order is open", async () => {
    const lena = await makePerson("Lena");
    await makeOrder(lena, await makeRestaurant());
    await ban(lena);
    await signIn(lena);
    const answer = await erase(form({ ...of(lena), email: lena.email }));
    expect(answer.headers.get("location")).toBe("/appeal?problem=not_erased");
    expect(await exists(lena)).toBe(true);
  });

  test("reaches nobody else's data, and no form of a page of somebody else", async () => {
    const id = await archiveOf(bela);
    const other = await makePerson("Otto");
    await ban(other);
    await signIn(other);
    expect((await get(id)).status).toBe(404);
    for (const send of [ask, erase])
      expect((await send(form({ ...of(bela), email: bela.email }))).status).toBe(404);
    expect(await exists(bela)).toBe(true);
  });
});

test.each(["nobody who is signed in", "somebody who is not banned"])(
  "the forms are not for %s",
  async (who) => {
    const lena = await makePerson("Lena");
    browser.cookie = who.startsWith("nobody") ? "" : await sessionCookie(lena.userId, lena.credential.id);
    for (const send of [ask, erase, appeal])
      expect((await send(form({ ...of(lena), email: lena.email, message: "Hello" }))).status).toBe(404);
    expect((await get(newId())).status).toBe(404);
    expect(await exists(lena)).toBe(true);
  },
);
