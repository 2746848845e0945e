import { once } from "node:events";
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, test, vi } from "vitest";
import { type AppServer, startApp } from "../support/app-server";
import { signInAs } from "../support/sign-in";

const LARGE = Buffer.alloc(4 * 1024 * 1024, "x");
const JSON_BODY = { "Content-Type": "application/json" };
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let app: AppServer;
let Cookie: string;

beforeAll(async () => {
  app = await startApp();
  Cookie = await signInAs(app.url, "lena@demo.test");
});
afterAll(async () => app.dispose());

async function send(agent: Agent, method: string, path: string, headers: OutgoingHttpHeaders, body?: Buffer) {
  const sent = request({ agent, host: "127.0.0.1", port: app.port, method, path, headers });
  // The server may close while the body is being sent.
  sent.on("error", () => undefined);
  sent.end(body);
  const [answer]: IncomingMessage[] = await once(sent, "response");
  if (answer === undefined) throw new Error("There is no response");
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe("a refusal that comes before its request has arrived", () => {
  it.each<[name: string, method: string, path: string, headers: OutgoingHttpHeaders, status: number]>([
    ["a body that is too large", "POST", "/api/commands/place_order", JSON_BODY, 413],
    ["a missing credential", "POST", "/api/orders", JSON_BODY, 401],
    ["another content type", "POST", "/api/commands/place_order", { "Content-Type": "text/plain" }, 415],
    ["another site", "POST", "/api/commands/place_order", { ...JSON_BODY, Origin: "https://evil.test" }, 403],
    ["an unknown command", "POST", "/api/commands/no_such", JSON_BODY, 413],
    ["an unknown route", "POST", "/api/no-such", JSON_BODY, 404],
    ["a method that the route lacks", "PUT", "/api/orders", JSON_BODY, 405],
    ["a method that no route has", "PROPFIND", "/api/orders", JSON_BODY, 405],
    ["a malformed address", "POST", "/api/orders/%zz", JSON_BODY, 400],
    ["a sign-in that is too large", "POST", "/api/auth/callback/demo", FORM, 413],
  ])("leaves no broken connection: %s", async (_name, method, path, headers, status) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const who = path.startsWith("/api/commands/") ? { Cookie } : {};
    const size = { "Content-Length": LARGE.byteLength };
    const refused = await send(agent, method, path, { ...headers, ...who, ...size }, LARGE);
    expect(refused.status).toBe(status);
    expect(refused.headers.connection).toBe("close");
    for (let n = 0; n < 3; n += 1) expect((await send(agent, "GET", "/api/tenants", {})).status).toBe(200);
    agent.destroy();
  });

  // Next may have read the whole body by then; the connection is usable in that case.
  it.each<[name: string, path: string, headers: OutgoingHttpHeaders, status: number]>([
    ["a form that is too large", "/signin/email", FORM, 413],
    ["an unknown action", "/signin", { ...FORM, "Next-Action": "0".repeat(42) }, 404],
  ])("leaves no broken connection: %s", async (_name, path, headers, status) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const size = { "Content-Length": LARGE.byteLength };
    expect((await send(agent, "POST", path, { ...headers, ...size }, LARGE)).status).toBe(status);
    for (let n = 0; n < 3; n += 1) expect((await send(agent, "GET", "/api/tenants", {})).status).toBe(200);
    agent.destroy();
  });
});

describe("a server action that Next would answer with 500", () => {
  const action = { "Next-Action": "0".repeat(42), "Content-Type": "text/plain;charset=UTF-8" };
  it.each<[name: string, headers: OutgoingHttpHeaders, body: string | Buffer, status: number]>([
    ["arguments that are no JSON", action, "[", 400],
    ["arguments that refer to others", action, '["$Q1"]', 400],
    ["arguments that are too large", action, LARGE, 413],
    ["a multipart form without an end", { ...action, "Content-Type": "multipart/form-data" }, "--", 415],
    ["another site", { ...action, Origin: "https://evil.test" }, "[]", 403],
    ["an origin that is none", { ...action, Origin: "%" }, "[]", 403],
  ])("is refused without an error in the log: %s", async (_name, headers, body, status) => {
    const before = app.log().length;
    expect((await send(new Agent(), "POST", "/settings", headers, Buffer.from(body))).status).toBe(status);
    expect((await send(new Agent(), "GET", "/api/tenants", {})).status).toBe(200);
    expect(app.log().slice(before)).not.toContain("⨯");
  });
});

test("a cookie for the page after signing in that is no URL is removed, and no error of the server", async () => {
  const name = `platewire-${app.port}.callback-url`;
  const headers = { ...FORM, Cookie: `${name}=nothing` };
  const session = await send(new Agent(), "GET", "/api/auth/session", headers);
  expect(session.status).toBe(400);
  expect(session.headers["set-cookie"]?.join()).toContain(`${name}=;`);
  const form = await send(new Agent(), "POST", "/signin/google", headers, Buffer.from("callbackUrl=%2F"));
  expect(form.status).toBe(303);
});

test("connections are kept for longer than proxies keep them, and the server says so", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const path of ["/api/tenants", "/signin", "/icon.svg", "/api/orders"]) {
    const { headers } = await send(agent, "GET", path, {});
    expect(headers.connection).toBe("keep-alive");
    expect(headers["keep-alive"]).toBe("timeout=75");
  }
  agent.destroy();
});

describe("a request that no route can take", () => {
  it.each([
    ["GET", "/%", 400],
    ["GET", "/orders/%E0%A4%A", 400],
    ["GET", "/api/orders/%ff", 400],
    ["GET", "/_next/static/chunks/%E9.js", 400],
    ["TRACE", "/", 405],
    ["TRACE", "/api/orders", 405],
  ])("%s %s is refused with %i and logged", async (method, path, status) => {
    const agent = new Agent();
    expect((await send(agent, method, path, {})).status).toBe(status);
    await vi.waitFor(() => expect(app.log()).toContain(`"method":"${method}","path":"${path}"`));
  });

  it.each([
    ["GET", "/api/auth/session", { Host: "[]" }],
    ["GET", "/", { Host: "a b" }],
    ["GET", "/api/auth/csrf", { "X-Forwarded-Host": "" }],
    ["POST", "/signin/demo", { "X-Forwarded-Host": "a:b:c" }],
  ])("%s %s of %j is refused: that is no host", async (method, path, headers) => {
    expect((await send(new Agent(), method, path, headers)).status).toBe(400);
  });

  it.each([
    ["/?q=100%", {}],
    ["/orders?x=%E9", {}],
    ["/%00", {}],
    ["/signin", { RSC: "1", "Next-Router-State-Tree": "%" }],
    ["/signin", { Cookie: "a=%; b=%E9" }],
  ])("%s with %j is no error of the server", async (path, headers) => {
    expect((await send(new Agent(), "GET", path, headers)).status).toBeLessThan(500);
  });
});
