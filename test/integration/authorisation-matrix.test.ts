import { randomUUID } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as fc from "fast-check";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { viewerOfRequest } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { COMMAND_ROUTE, COMMANDS, inputOf } from "@/test/fuzz/bodies";
import { goodOf } from "@/test/fuzz/near-json";
import { findPages, findRoutes, type Target } from "@/test/fuzz/targets";
import {
  type AuthorisationWorld,
  makeAuthorisationWorld,
  ROLES,
  type Role,
  targetsIn,
} from "@/test/support/authorisation-world";
import { withDatabase } from "@/test/support/database";
import { smallPhoto } from "@/test/support/photos";
import { CHANNELS, COMMAND_ROWS, NOT_BY_ROLE, PAGES, ROUTES } from "./authorisation-table";

// The environment is read once.
await vi.hoisted(async () => {
  const { NO_LIMITS } = await import("@/test/support/no-limits");
  Object.assign(process.env, NO_LIMITS, {
    CRON_SECRET: "a secret for the scheduler",
    METRICS_TOKEN: "a token for the figures",
  });
});

/** Replaces the request's cookies, which Next provides only while it handles a request. */
const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    getAll: () => [],
    get: (name: string) =>
      browser.cookie.startsWith(`${name}=`)
        ? { name, value: browser.cookie.slice(name.length + 1) }
        : undefined,
  }),
}));
// Pages are called as functions, outside of Next, which alone provides the texts.
vi.mock("next-intl/server", () => {
  const texts = Object.assign((key: string) => key, { rich: (key: string) => key, has: () => true });
  return { getTranslations: async () => texts, getLocale: async () => "en" };
});

withDatabase();

const ORIGIN = "http://localhost:3000";
const leaving = new AbortController();
let world: AuthorisationWorld;
let made: ReturnType<typeof targetsIn>;
let photo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  world = await makeAuthorisationWorld();
  made = targetsIn(world);
  photo = Uint8Array.from(await smallPhoto());
});
afterAll(() => leaving.abort());

/** `A` allowed, `N` not found, `F` forbidden, `S` must sign in. Everything else is told as it is. */
function answerOf(status: number, text: string): string {
  const refused = { 401: "S", 403: "F", 404: "N" }[status];
  // Behind the door: nothing to do any more, or this installation has no mail.
  const isBehind = status < 400 || status === 409 || status === 422 || text.includes("can't send e-mail");
  return refused ?? (isBehind ? "A" : `${status} ${text.slice(0, 200)}`);
}

const parameterIn = (segment: string) => /^\[(?:\.\.\.)?(\w+)\]$/.exec(segment)?.[1];

/** The value of a path's parameter, by the part of the path before it. */
async function pathValue(parameter: string, target: Target): Promise<string> {
  const { kitchen, people, order, second, trip, item } = world;
  const path = target.segments.join("/");
  if (path.startsWith("api/offers/")) return (await made.offer()).offer_id;
  if (path.startsWith("api/trips/")) return trip;
  if (path.includes("/menu/items/") && parameter === "id") return item.id;
  if (path === "api/me/exports/[id]") return world.archive;
  if (path === "api/orders/[id]/rider") return second.id;
  if (path.startsWith("api/admin/users/"))
    return z.string().parse((await made.targets.lift_ban?.("admin"))?.user_id);
  if (path.startsWith("api/admin/broadcasts/"))
    return z.string().parse((await made.targets.withdraw_broadcast?.("admin"))?.id);
  const values: Record<string, string> = {
    ...{ id: order.id, orderId: order.id, photo: world.photo, userId: people.other_customer.userId },
    ...{ slug: kitchen.slug, tenant: kitchen.slug, storeId: kitchen.id, email: people.customer.email },
  };
  if (parameter === "device_id")
    return z.string().parse((await made.targets.end_device?.("owner"))?.device_id);
  return values[parameter] ?? randomUUID();
}

async function parametersOf(target: Target): Promise<Record<string, string | string[]>> {
  const named: [string, string | string[]][] = [];
  for (const segment of target.segments) {
    const name = parameterIn(segment);
    if (name === undefined) continue;
    const value = await pathValue(name, target);
    named.push([name, segment.startsWith("[...") ? [value] : value]);
  }
  return Object.fromEntries(named);
}

const QUERIES: Record<string, () => string> = {
  "GET /api/orders/[id]/messages": () => "room=customer_store",
  "POST /api/orders/[id]/messages/photos": () => "room=customer_store",
  "GET /api/chats/unread": () => `order_ids=${world.order.id}`,
  "GET /api/places": () => "line1=Quay+7&postal_code=20457&city=Port+Selby",
  "GET /api/tenants/[slug]/quote": () => "lat=54.32&lng=10.13",
  "GET /api/dispatch": () => `tenant=${world.kitchen.slug}`,
  "POST /api/trips/[id]/photo": () => `order_id=${world.order.id}`,
  "GET /api/events/stream": () => `channels=order:${world.order.id}`,
};

interface Body {
  readonly type: string;
  readonly text: string | Uint8Array<ArrayBuffer>;
}
const json = (value: unknown): Body => ({ type: "application/json", text: JSON.stringify(value) });

function bodyOf({ method, name }: Target): Body | null {
  if (method === "POST" && /\/photos?$/.test(name)) return { type: "image/jpeg", text: photo };
  const schema = method === "GET" ? undefined : inputOf(name);
  if (schema === undefined) return null;
  const good = goodOf(schema, { ids: [world.order.id], samples: world.samples });
  return json(fc.sample(good, { numRuns: 1, seed: 1 })[0]);
}

function requestOf(role: Role, path: string, method: string, body: Body | null): NextRequest {
  const cookie = world.cookies.get(role);
  browser.cookie = cookie ?? "";
  return new NextRequest(ORIGIN + path, {
    method,
    signal: leaving.signal,
    headers: {
      ...{ host: "localhost:3000", origin: ORIGIN, "idempotency-key": randomUUID() },
      ...(cookie !== undefined && { cookie }),
      ...(body !== null && { "content-type": body.type }),
    },
    ...(body !== null && { body: body.text }),
  });
}

/** Calls what a module exports. */
async function call(file: string, name: string, ...given: unknown[]): Promise<unknown> {
  const exported: Record<string, unknown> = await import(resolve(file));
  const called = exported[name];
  if (typeof called !== "function") throw new Error(`${file} exports no ${name}`);
  return Reflect.apply(called, undefined, given);
}

async function ask(target: Target, role: Role, params: object, body: Body | null): Promise<string> {
  const query = QUERIES[target.name]?.();
  const path = `/${target.segments.join("/")}${query === undefined ? "" : `?${query}`}`;
  const request = requestOf(role, path, target.method, body);
  const file = `app/${target.segments.join("/")}/route.ts`;
  const answer = await call(file, target.method, request, { params: Promise.resolve(params) });
  if (!(answer instanceof Response)) throw new Error(`${target.name} answers with no response`);
  if (answer.status < 400) await answer.body?.cancel();
  return answerOf(answer.status, answer.status < 400 ? "" : await answer.text());
}

const refusedSchema = z.object({ digest: z.string() });

/** A page refuses by an error that Next turns into an answer. */
function refusalOf(error: unknown): string {
  const refused = refusedSchema.safeParse(error).data?.digest ?? "";
  if (refused.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "N";
  if (!refused.startsWith("NEXT_REDIRECT")) throw error;
  // A banned person is led to the page that says why.
  return refused.includes(";/signin") || refused.includes(";/appeal;") ? "S" : "A";
}

/** All layouts from the outside, then the page itself: each may refuse. The outermost asks for nobody. */
async function open(file: string, target: Target, role: Role): Promise<string> {
  browser.cookie = world.cookies.get(role) ?? "";
  const folders = dirname(file).split("/");
  const files = folders.map((_, n) => `${folders.slice(0, n + 1).join("/")}/layout.tsx`).slice(1);
  const given = { params: Promise.resolve(await parametersOf(target)), searchParams: Promise.resolve({}) };
  try {
    for (const layout of files.filter((one) => existsSync(one)))
      await call(layout, "default", { ...given, children: null });
    await call(file, "default", given);
    return "A";
  } catch (error) {
    return refusalOf(error);
  }
}

async function ofEachRole(answer: (role: Role) => Promise<string>): Promise<string> {
  const answers: string[] = [];
  for (const role of ROLES) answers.push(await answer(role));
  return answers.join(" ");
}

/** Their channels have one rule each. */
const kinds = globSync("lib/*/model/**/*.ts").flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/defineChannel\(\{\s*kind: "(\w+)",\s*pattern: "([^"]+)"/g)].map(
    ([, kind = "", pattern = ""]) => ({ kind, pattern }),
  ),
);

function channelOf(kind: string, pattern: string): string {
  const { kitchen, people, order } = world;
  const own: Record<string, string> = { role: "admin", order: order.id };
  for (const name of ["user", "account"]) own[name] = people.customer.userId;
  return pattern.replace("{id}", own[kind] ?? kitchen.id);
}

const routes = findRoutes().filter(({ segments, name }) => segments[0] === "api" && !(name in NOT_BY_ROLE));
const pageFiles = globSync("app/**/page.tsx");
const pages = findPages().map((target, n) => ({
  file: pageFiles[n] ?? "",
  target,
  name: target.name.replace("GET ", ""),
}));
/** They end what the others need. */
const LAST = ["take_trip_step", "leave_trip"];

describe("each role gets the answer of the table from", () => {
  test.each(routes.filter(({ name }) => name !== `${COMMAND_ROUTE}[name]`))("$name", async (target) => {
    const answers = await ofEachRole(async (role) =>
      ask(target, role, await parametersOf(target), bodyOf(target)),
    );
    expect(answers).toBe(ROUTES[target.name]);
  });

  test.each(pages)("the page $name", async ({ file, target, name }) => {
    expect(await ofEachRole((role) => open(file, target, role))).toBe(PAGES[name]);
  });

  test.each(kinds)("the channel $kind", async ({ kind, pattern }) => {
    const name = channelOf(kind, pattern);
    const answers = await ofEachRole(async (role) => {
      const viewer = await viewerOfRequest(requestOf(role, "/api/events/stream", "GET", null));
      if (viewer === null) return "S";
      return (await channels.judge(viewer, [name])).forbidden.length === 0 ? "A" : "F";
    });
    expect(answers).toBe(CHANNELS[kind]);
  });

  test.each([...COMMANDS.filter((name) => !LAST.includes(name)), ...LAST])("the command %s", async (name) => {
    const target = { name, method: "POST", segments: ["api", "commands", "[name]"], isPage: false };
    const answers = await ofEachRole(async (role) => {
      const input = await made.targets[name]?.(role);
      return ask(target, role, { name }, input === undefined ? bodyOf(target) : json(input));
    });
    expect(answers).toBe(COMMAND_ROWS[name]);
  });
});

describe("the table", () => {
  const named = (list: readonly { name: string }[]) => list.map(({ name }) => name).sort();

  test("names every route, command, page and channel, and no other", () => {
    expect(Object.keys(ROUTES).sort()).toEqual(named(routes).filter((name) => !name.includes("/commands/")));
    expect(Object.keys(COMMAND_ROWS).sort()).toEqual([...COMMANDS].sort());
    expect(Object.keys(PAGES).sort()).toEqual(named(pages));
    expect(Object.keys(CHANNELS).sort()).toEqual(kinds.map(({ kind }) => kind).sort());
  });

  test("lets nobody read by a refusal that something exists", () => {
    // Known to everybody: what admins may do, and that a stream may not be asked for any channel.
    const isKnown = /^GET \/api\/(admin|realtime|events)\b/;
    const told = Object.entries({ ...ROUTES, ...PAGES }).filter(
      ([name, answers]) => /^(GET )?\//.test(name) && !isKnown.test(name) && answers.includes("F"),
    );
    expect(told).toEqual([]);
  });

  test("lets a banned person see only what everybody sees, and the page that says why", () => {
    const tables = { ...ROUTES, ...COMMAND_ROWS, ...PAGES, ...CHANNELS };
    const open = Object.entries(tables).filter(([name, answers]) => {
      const [visitor, banned] = [answers.at(0), answers.at(-1)];
      return banned !== visitor && name !== "/appeal" && name !== "/signin";
    });
    expect(open).toEqual([]);
  });
});
