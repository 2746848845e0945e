import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { Board } from "@/e2e/pages/board";
import { restClient } from "@/e2e/support/rest-client";
import { createToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { database } from "@/lib/db/client";
import { billSchema } from "@/scripts/bill-of-materials";
import { CRON_SECRET } from "@/scripts/deploy/environment";
import { type RunningDeployment, startDeployment } from "@/scripts/deploy/hosting/run-deployment";
import { CHROMIUM_ARGS, findChromium } from "../support/chromium";
import { sessionCookie } from "../support/credentials";
import { openStream, type StreamClient } from "../support/stream-client";
import { makePerson, makeRestaurant, type TestRestaurant } from "../support/world";

/** Runs the functions of `vercel build`, each in its own process: `npm run deploy:check`. */

const PATIENCE = { timeout: 20_000, interval: 50 };
const openStreams = z
  .object({ data: z.object({ connections: z.number() }) })
  .transform(({ data }) => data.connections);
const ORDER_EVENTS = ["new_order", "order_status_update"];

let source: string;
let deployed: RunningDeployment;
let kitchen: TestRestaurant;
let customer: Record<string, string>;
let staff: Record<string, string>;
let staffPerson: Viewer;
let streams: StreamClient[] = [];

async function bearerOf({ userId }: Viewer): Promise<Record<string, string>> {
  const { token } = await createToken(userId, { name: "deployment", scopes: SCOPES });
  return { Authorization: `Bearer ${token}` };
}

beforeAll(async () => {
  const { DEPLOYED_SOURCE, DATABASE_URL } = z
    .object({ DEPLOYED_SOURCE: z.string(), DATABASE_URL: z.string().min(1) })
    .parse(process.env);
  source = DEPLOYED_SOURCE;
  kitchen = await makeRestaurant();
  staffPerson = await makePerson("Ana", { staffOf: [kitchen.id] });
  staff = await bearerOf(staffPerson);
  customer = await bearerOf(await makePerson("Lena"));
  deployed = await startDeployment(DEPLOYED_SOURCE, DATABASE_URL);
}, 60_000);

afterEach(() => {
  for (const stream of streams) stream.close();
  streams = [];
});

afterAll(async () => {
  await deployed.stop();
  await (await database()).close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${deployed.url}${path}`, { headers });

async function openStaffStream(headers: Record<string, string> = {}): Promise<StreamClient> {
  const stream = await openStream(`${deployed.url}/api/events/stream`, { ...staff, ...headers });
  streams.push(stream);
  return stream;
}

const eventsOf = ({ frames }: StreamClient) =>
  frames.filter(({ event }) => ORDER_EVENTS.includes(event)).map(({ event, data }) => ({ event, data }));
const order = () => restClient(deployed.url, customer).order(kitchen.slug, ["Miso soup"]);
const change = (orderId: string, order_status: string) =>
  restClient(deployed.url, staff).change(orderId, { order_status });

describe("the output of the build", () => {
  test("the stream, the other route handlers, the pages and the proxy are separate functions", () => {
    const nameOf = (output: string) => deployed.functions.get(output)?.name;
    const [stream, api, page, proxy] = ["/api/events/stream", "/api/orders", "/index", "/_middleware"].map(
      nameOf,
    );
    expect(stream).toBe("/api/events/stream");
    expect(new Set([stream, api, page, proxy, undefined]).size).toBe(5);
    expect(nameOf("/api/orders/[id]/status")).toBe(api);
    expect(nameOf("/partner/[tenant]")).toBe(page);
  });

  test("only the stream's function supports cancellation", () => {
    const functions = [...deployed.functions.values()];
    const told = functions.filter(({ supportsCancellation }) => supportsCancellation);
    expect(new Set(told.map(({ name }) => name))).toEqual(new Set(["/api/events/stream"]));
  });
});

test("the build for Vercel writes the bill of materials, and the deployment does not serve it", async () => {
  const bill = billSchema.parse(JSON.parse(readFileSync(join(source, ".next/sbom.cdx.json"), "utf8")));
  expect(bill.components).toContainEqual(
    expect.objectContaining({ name: "next", version: expect.any(String) }),
  );
  for (const path of ["/sbom.cdx.json", "/_next/sbom.cdx.json"]) expect((await get(path)).status).toBe(404);
});

test("the deployment is healthy, on PostgreSQL and the Upstash bus", async () => {
  const response = await get("/api/health");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "healthy", checks: { bus: { kind: "upstash" } } });
});

describe("pages", () => {
  test("the sign-in page has the proxy's content security policy, and its scripts have the policy's nonce", async () => {
    const response = await get("/signin");
    const html = await response.text();
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
    expect(response.status).toBe(200);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(html).toContain("Email me a link");
    expect(nonce).toMatch(/^\w+$/);
    expect(html).toContain(`nonce="${nonce}"`);
  });

  test("the scripts of a page are static files that may be cached indefinitely", async () => {
    const [script = ""] = /\/_next\/static\/[^"]+\.js/.exec(await (await get("/signin")).text()) ?? [];
    const response = await get(script);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-type")).toContain("javascript");
  });

  test("an unknown path gets the not-found page", async () => {
    const response = await get("/no/such/page/here");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
  });
});

describe("an order", () => {
  test("placed and changed over REST reaches a stream in another function over the bus", async () => {
    const stream = await openStaffStream();
    const before = deployed.published();
    const { id } = await order();
    await vi.waitFor(
      () => expect(eventsOf(stream).map(({ event }) => event)).toEqual(["new_order"]),
      PATIENCE,
    );
    await change(id, "Preparing");
    await vi.waitFor(
      () => expect(eventsOf(stream).map(({ event }) => event)).toEqual(["new_order", "order_status_update"]),
      PATIENCE,
    );
    for (const { data } of eventsOf(stream)) expect(data).toContain(id);
    expect(deployed.published()).toBeGreaterThan(before);
  });

  test("events missed by a stream are replayed exactly, and the stream continues", async () => {
    const witness = await openStaffStream();
    const first = await openStaffStream();
    const { id } = await order();
    await vi.waitFor(() => expect(eventsOf(first)).toHaveLength(1), PATIENCE);
    first.close();

    await change(id, "Preparing");
    await order();
    await change(id, "Out for Delivery");
    await vi.waitFor(() => expect(eventsOf(witness)).toHaveLength(4), PATIENCE);
    const second = await openStaffStream({ "Last-Event-ID": first.lastId() });
    await vi.waitFor(() => expect(eventsOf(second)).toEqual(eventsOf(witness).slice(1)), PATIENCE);

    await change(id, "Delivered");
    await vi.waitFor(() => expect(eventsOf(witness)).toHaveLength(5), PATIENCE);
    await vi.waitFor(() => expect(eventsOf(second)).toEqual(eventsOf(witness).slice(1)), PATIENCE);
    expect(second.frames.filter(({ event }) => event === "reset")).toEqual([]);
  });

  test("a stream whose client has disconnected ends in its function", async () => {
    const admin = await bearerOf(await makePerson("Admin", { isAdmin: true }));
    const countOpen = async () =>
      openStreams.parse(await (await get("/api/realtime/connections", admin)).json());
    await openStaffStream();
    const last = await openStaffStream();
    await vi.waitFor(async () => expect(await countOpen()).toBe(2), PATIENCE);
    last.close();
    await vi.waitFor(async () => expect(await countOpen()).toBe(1), PATIENCE);
  });

  test("is not found for an unrelated person", async () => {
    const { id } = await order();
    const stranger = await bearerOf(await makePerson("Stranger"));
    expect((await get(`/api/orders/${id}`, stranger)).status).toBe(404);
    expect((await get(`/api/orders/${id}`, customer)).status).toBe(200);
  });
});

describe("the board in a browser", () => {
  let browser: Browser;
  let board: Board;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
    const cookie = await sessionCookie(staffPerson.userId, staffPerson.credential.id);
    const context = await browser.newContext({
      baseURL: deployed.url,
      extraHTTPHeaders: { Cookie: cookie },
    });
    board = new Board(await context.newPage());
    await board.page.goto(`/partner/${kitchen.slug}`);
    await board.pill.filter({ hasText: /^Live/ }).waitFor();
  });

  afterAll(() => browser.close());

  test("an order is accepted by a server action, moves on the board and reaches a stream", async () => {
    const stream = await openStaffStream();
    const { id, order_code } = await order();
    await board.ticketIn("New", order_code).waitFor();
    const action = board.page.waitForResponse((one) => "next-action" in one.request().headers());
    await board.action(order_code, "Accept · 20 min").click();
    expect((await action).status()).toBe(200);
    await board.ticketIn("Preparing", order_code).waitFor();
    await vi.waitFor(() => expect(eventsOf(stream)).toHaveLength(2), PATIENCE);
    expect(eventsOf(stream)[1]).toMatchObject({ event: "order_status_update" });
    expect((await restClient(deployed.url, staff).read(id)).order_status).toBe("Preparing");
  });

  test("a link fetches the next page without loading a document", async () => {
    const path = `/partner/${kitchen.slug}/history`;
    const fetched = board.page.waitForResponse((one) => new URL(one.url()).pathname === path);
    await board.page.getByRole("link", { name: "History" }).click();
    expect((await fetched).headers()["x-matched-path"]).toBe("/partner/[tenant]/history.rsc");
    await board.page.getByRole("heading", { name: "History" }).waitFor();
  });
});

describe("the scheduled jobs of the build", () => {
  test("each is refused without the secret, and runs with it", async () => {
    const paths = deployed.config.crons.map(({ path }) => path);
    expect(paths).not.toEqual([]);
    for (const path of paths) {
      expect([path, (await get(path)).status]).toEqual([path, 401]);
      const response = await get(path, { Authorization: `Bearer ${CRON_SECRET}` });
      expect([path, response.status]).toEqual([path, 200]);
      expect(await response.json()).toMatchObject({ success: true });
    }
  });
});

test("no function has logged an error", async () => {
  const log = await deployed.log();
  expect(log).toContain("── /api/events/stream");
  expect(log).not.toMatch(/"level":(50|60)|Error:/);
});
