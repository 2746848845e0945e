import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { POST as postSignOut } from "@/app/(auth)/signout/route";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { GET as listNotifications } from "@/app/api/notifications/route";
import { GET as getOrderRoute } from "@/app/api/orders/[id]/route";
import { GET as listOrders, POST as postOrder } from "@/app/api/orders/route";
import { GET as getBoardRoute } from "@/app/api/tenants/[slug]/board/route";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { countSessions } from "@/lib/auth/credentials/sessions";
import { listTokens } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type CommandName, commands, isCommandName } from "@/lib/commands";
import { BUILD_ID } from "@/lib/env";
import { NOBODY, PAGE_BUILD, PAGE_USER, SERVER_BUILD } from "@/lib/http/page/statement";
import { getOrder, listMyOrders } from "@/lib/orders/server/queries";
import { runCommand } from "@/lib/server/run-command";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

/** Replaces the request's cookies, which Next provides only while it handles a request. */
const request = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
  }),
}));

withDatabase();

const ORIGIN = "http://localhost:3000";
const names = Object.keys(commands).filter(isCommandName);
let kitchen: TestRestaurant;
/** Were signed in when the pages were opened. */
let lena: Viewer;
let ana: Viewer;
/** Is signed in now, and may do all that the pages offer. */
let zoe: Viewer;

beforeAll(async () => {
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  zoe = await makePerson("Zoe", { staffOf: [kitchen.id], isAdmin: true });
});

const cookieOf = (viewer: Viewer) => sessionCookie(viewer.userId, viewer.credential.id);

interface Page {
  user: string;
  build?: string;
}

/** Sends a press of `page` with the cookie of the person who is signed in now. */
async function pressByRoute(viewer: Viewer, page: Page, name: string, input: unknown) {
  const sent = new Request(`${ORIGIN}/api/commands/${name}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
      Cookie: await cookieOf(viewer),
      Origin: ORIGIN,
      Host: "localhost:3000",
      [PAGE_USER]: page.user,
      [PAGE_BUILD]: page.build ?? BUILD_ID,
    },
    body: JSON.stringify(input),
  });
  const response = await postCommand(sent, { params: Promise.resolve({ name }) });
  return { status: response.status, build: response.headers.get(SERVER_BUILD), ...(await response.json()) };
}

async function signIn(viewer: Viewer): Promise<void> {
  const name = sessionCookieName();
  request.cookies.set(name, (await cookieOf(viewer)).slice(name.length + 1));
}

async function pressByAction(
  viewer: Viewer,
  { user, build = BUILD_ID }: Page,
  name: CommandName,
  input: object,
) {
  await signIn(viewer);
  // Clients can send anything.
  return Reflect.apply(runCommand, undefined, [name, input, randomUUID(), { user, build }]);
}

const doors = [
  ["the server action", pressByAction],
  ["the route", pressByRoute],
] as const;

const accept = (order_id: string) => ({ order_id, action: { name: "accept" }, expected_version: 1 });

describe.each(doors)("through %s, a press", (_, press) => {
  test.each(names)("%s of another person's page is refused, and says who is signed in now", async (name) => {
    for (const user of [ana.userId, NOBODY, "", "not an id"])
      expect(await press(zoe, { user }, name, {})).toMatchObject({
        ok: false,
        code: "other_user",
        message: expect.stringMatching(/signed in as Zoe now.*nothing was done/),
      });
  });

  test("of another person's page changes nothing", async () => {
    const { id } = await makeOrder(lena, kitchen);
    await press(zoe, { user: ana.userId }, "change_order", accept(id));
    expect(await getOrder(ana, id)).toMatchObject({ order_status: "Order Received", version: 1 });

    await press(zoe, { user: lena.userId }, "place_order", orderFor(kitchen));
    expect((await listMyOrders(zoe, { limit: 10 })).orders).toEqual([]);

    await press(zoe, { user: lena.userId }, "create_token", { name: "mine", scopes: ["orders:read"] });
    expect(await listTokens(zoe.userId)).toEqual([]);
  });

  test("of an earlier sign-in of the same person is carried out", async () => {
    const { id } = await makeOrder(lena, kitchen);
    expect(await press(ana, { user: ana.userId }, "change_order", accept(id))).toMatchObject({ ok: true });
    expect(await getOrder(ana, id)).toMatchObject({ order_status: "Preparing" });
  });

  test("is refused as unauthenticated when nobody is signed in any more", async () => {
    const gone = await makePerson("Gone");
    const ended = { ...gone, credential: { ...gone.credential, id: randomUUID() } };
    expect(await press(ended, { user: gone.userId }, "change_order", {})).toMatchObject({
      code: "unauthenticated",
    });
  });
});

describe("a request of another person's page is refused by", () => {
  const read = (path: string, headers: Record<string, string>) => new Request(ORIGIN + path, { headers });
  test.each<[string, (headers: Record<string, string>) => Promise<Response>]>([
    ["GET /api/orders", async (headers) => listOrders(read("/api/orders?mine=true", headers))],
    [
      "GET /api/orders/:id",
      async (headers) => {
        const { id } = await makeOrder(lena, kitchen);
        return getOrderRoute(read("/", headers), { params: Promise.resolve({ id }) });
      },
    ],
    [
      "GET /api/tenants/:slug/board",
      async (headers) =>
        getBoardRoute(read("/", headers), { params: Promise.resolve({ slug: kitchen.slug }) }),
    ],
    ["GET /api/notifications", async (headers) => listNotifications(read("/", headers))],
    [
      "POST /api/orders",
      async (headers) =>
        postOrder(new Request(`${ORIGIN}/api/orders`, { method: "POST", headers, body: "{}" })),
    ],
  ])("%s", async (_, ask) => {
    const headers = { Cookie: await cookieOf(zoe), Host: "localhost:3000" };
    const refused = await ask({ ...headers, [PAGE_USER]: lena.userId });
    expect(refused.status).toBe(412);
    expect(await refused.json()).toEqual({
      success: false,
      errors: [expect.stringContaining("You are signed in as Zoe now")],
    });
    expect((await ask({ ...headers, [PAGE_USER]: zoe.userId })).status).not.toBe(412);
    expect((await ask(headers)).status, "a program states no page").not.toBe(412);
  });
});

test("the sign-out buttons of another person's page sign nobody out", async () => {
  await signIn(zoe);
  const forms: Record<string, string>[] = [{}, { everywhere: "1" }];
  for (const form of forms) {
    const answer = await postSignOut(
      new Request(`${ORIGIN}/signout`, {
        method: "POST",
        headers: { Origin: ORIGIN, Host: "localhost:3000" },
        body: new URLSearchParams({ ...form, [PAGE_USER]: lena.userId }),
      }),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/settings?refused=other_user");
  }
  expect(await countSessions(zoe.userId)).toBe(1);
});

describe("a page of another build", () => {
  const older = () => ({ user: ana.userId, build: "an older build" });

  test.each(names)(
    "learns from the action %s that it is out of date, before anything is done",
    async (name) => {
      expect(await pressByAction(ana, older(), name, {})).toMatchObject({ ok: false, code: "stale_page" });
    },
  );

  test("has its presses carried out by the route, which names its own build", async () => {
    const { id } = await makeOrder(lena, kitchen);
    expect(await pressByRoute(ana, older(), "change_order", accept(id))).toMatchObject({
      status: 200,
      ok: true,
      build: BUILD_ID,
    });
    expect(await getOrder(ana, id)).toMatchObject({ order_status: "Preparing" });
  });

  test.each([
    [
      "has an input that no longer fits",
      "create_token",
      { label: "the name of the field in another version" },
    ],
    ["asks for a command that is gone", "rename_token", { token_id: randomUUID() }],
    ["asks for a command that is not one", "toString", {}],
  ])("is told to reload when it %s", async (_, name, input) => {
    expect(await pressByRoute(ana, older(), name, input)).toMatchObject({
      status: 410,
      code: "stale_page",
      message: expect.stringMatching(/Reload the page.*what you typed is kept/),
    });
  });

  test("is told the real reason of any other refusal", async () => {
    expect(await pressByRoute(ana, older(), "change_order", accept(randomUUID()))).toMatchObject({
      status: 404,
      code: "not_found",
    });
  });
});

test("a page of this build is told which field is wrong", async () => {
  expect(await pressByRoute(ana, { user: ana.userId }, "create_token", { scopes: [] })).toMatchObject({
    status: 400,
    code: "invalid",
    fieldErrors: { name: expect.any(String) },
  });
});

test("a program that uses the action or the route without a page acts for its own session", async () => {
  const { id } = await makeOrder(lena, kitchen);
  await signIn(ana);
  expect(
    await runCommand("change_order", { order_id: id, action: { name: "accept" } }, randomUUID()),
  ).toMatchObject({ ok: true });
});
