import { describe, expect, test } from "vitest";
import { buildConfigSchema } from "./build-config";
import type { RoutedRequest } from "./match-route";
import { type MiddlewareResult, routeRequest } from "./route-request";

const { routes } = buildConfigSchema.parse({
  version: 3,
  routes: [
    {
      src: "^(?:/((?:[^/]+?)(?:/(?:[^/]+?))*))/$",
      headers: { Location: "/$1" },
      status: 308,
      continue: true,
    },
    { src: "/(.*)", headers: { "X-Frame-Options": "DENY" }, continue: true },
    {
      src: "/(.*)",
      has: [{ type: "header", key: "next-action", value: "abc" }],
      transforms: [
        { type: "request.headers", op: "append", target: { key: "x-server-action-name" }, args: "accept" },
      ],
    },
    {
      src: "^(?:\\/((?!api\\/|_next\\/static).*))$",
      missing: [{ type: "header", key: "x-prerender-revalidate", value: "secret" }],
      middlewarePath: "/_middleware",
      continue: true,
      override: true,
    },
    {
      src: "/(?<path>.+?)(?:/)?$",
      dest: "/$path.segments/$segmentPath.segment.rsc",
      has: [{ type: "header", key: "next-router-segment-prefetch", value: "/(?<segmentPath>.+)" }],
      continue: true,
    },
    {
      src: "^/((?!.+\\.rsc).+?)(?:/)?$",
      has: [{ type: "header", key: "rsc", value: "1" }],
      dest: "/$1.rsc",
      headers: { vary: "rsc" },
      continue: true,
    },
    { handle: "filesystem" },
    { handle: "resource" },
    { src: "/.*", status: 404 },
    { handle: "miss" },
    { src: "/_next/static/.+", status: 404, check: true, dest: "/_next/static/not-found.txt" },
    { src: "^/(?<path>.+)(?<suffix>\\.segments/.+\\.segment\\.rsc)$", dest: "/$path.rsc", check: true },
    { handle: "rewrite" },
    {
      src: "^/api/orders/(?<nxtPid>[^/]+?)/status(?:/)?$",
      dest: "/api/orders/[id]/status?nxtPid=$nxtPid",
      check: true,
    },
    {
      src: "^/orders/(?<nxtPid>[^/]+?)(?<rscSuffix>\\.rsc)(?:/)?$",
      dest: "/orders/[id]$rscSuffix?nxtPid=$nxtPid",
      check: true,
    },
    { src: "^/orders/(?<nxtPid>[^/]+?)(?:/)?$", dest: "/orders/[id]?nxtPid=$nxtPid", check: true },
    { handle: "hit" },
    {
      src: "/_next/static/(?:chunks)/.+",
      headers: { "cache-control": "immutable" },
      continue: true,
      important: true,
    },
    { src: "/index(?:/)?", headers: { "x-matched-path": "/" }, continue: true, important: true },
    { src: "/((?!index$).*?)(?:/)?", headers: { "x-matched-path": "/$1" }, continue: true, important: true },
    { handle: "error" },
    { src: "/.*", dest: "/_not-found", status: 404 },
    { src: "/.*", dest: "/500", status: 500 },
  ],
});

const OUTPUTS = new Set([
  "/index",
  "/orders",
  "/orders.rsc",
  "/orders/[id]",
  "/orders/[id].rsc",
  "/api/orders",
  "/api/orders/[id]/status",
  "/_not-found",
  "/_next/static/chunks/a.js",
  "/_next/static/not-found.txt",
]);

const passOn = async (_: string, { headers }: RoutedRequest): Promise<MiddlewareResult<string>> => ({
  kind: "next",
  requestHeaders: new Headers([...headers, ["x-nonce", "n1"]]),
  responseHeaders: new Headers({ "content-security-policy": "nonce n1" }),
});

function route(url: string, headers: Record<string, string> = {}, runMiddleware = passOn) {
  const { pathname: path, searchParams: query } = new URL(`http://host${url}`);
  const request = { path, query, headers: new Headers(headers) };
  return routeRequest(routes, request, { has: (output) => OUTPUTS.has(output), runMiddleware });
}

describe("the output of a path", () => {
  test.each([
    ["/", "/index", "/"],
    ["/orders", "/orders", "/orders"],
    ["/orders?page=2", "/orders", "/orders?page=2"],
    ["/_next/static/chunks/a.js", "/_next/static/chunks/a.js", "/_next/static/chunks/a.js"],
    ["/api/orders/7/status", "/api/orders/[id]/status", "/api/orders/7/status?nxtPid=7"],
    ["/orders/a%20b?tab=1", "/orders/[id]", "/orders/a%20b?tab=1&nxtPid=a+b"],
  ])("%s leads to %s", async (url, output, passedOn) => {
    expect(await route(url)).toMatchObject({ kind: "output", output, url: passedOn, status: undefined });
  });

  test.each([
    ["/orders", "/orders.rsc"],
    ["/orders/7", "/orders/[id].rsc"],
  ])("component data of %s leads to %s", async (path, output) => {
    expect(await route(path, { rsc: "1" })).toMatchObject({ kind: "output", output });
  });

  test("a segment that was not prerendered leads to the whole page's data", async () => {
    const headers = { rsc: "1", "next-router-segment-prefetch": "/_tree" };
    expect(await route("/orders", headers)).toMatchObject({ kind: "output", output: "/orders.rsc" });
  });
});

async function routeToOutput(url: string, headers?: Record<string, string>) {
  const routed = await route(url, headers);
  if (routed.kind !== "output") throw new Error(`${url} led to ${routed.kind}.`);
  return routed;
}

test("the function gets the matched output", async () => {
  const root = await routeToOutput("/");
  expect(root.requestHeaders.get("x-matched-path")).toBe("/");
  const status = await routeToOutput("/api/orders/7/status");
  expect(status.requestHeaders.get("x-matched-path")).toBe("/api/orders/[id]/status");
  expect(status.importantHeaders.get("x-matched-path")).toBe("/api/orders/[id]/status");
});

test("headers of the routes are on the response", async () => {
  const script = await routeToOutput("/_next/static/chunks/a.js");
  expect(script.responseHeaders.get("x-frame-options")).toBe("DENY");
  expect(script.importantHeaders.get("cache-control")).toBe("immutable");
  expect((await routeToOutput("/orders", { rsc: "1" })).responseHeaders.get("vary")).toBe("rsc");
});

test("the function gets the name of the server action", async () => {
  const routed = await routeToOutput("/orders", { "next-action": "abc" });
  expect(routed.requestHeaders.get("x-server-action-name")).toBe("accept");
  const other = await routeToOutput("/orders", { "next-action": "abcd" });
  expect(other.requestHeaders.has("x-server-action-name")).toBe(false);
});

describe("the proxy", () => {
  test("its headers are on the request and on the response", async () => {
    const routed = await routeToOutput("/orders");
    expect(routed.requestHeaders.get("x-nonce")).toBe("n1");
    expect(routed.responseHeaders.get("content-security-policy")).toBe("nonce n1");
  });

  test("it does not run for the API, nor for a request with the key of the build", async () => {
    expect((await routeToOutput("/api/orders")).requestHeaders.has("x-nonce")).toBe(false);
    const revalidation = await routeToOutput("/orders", { "x-prerender-revalidate": "secret" });
    expect(revalidation.requestHeaders.has("x-nonce")).toBe(false);
    const guess = await routeToOutput("/orders", { "x-prerender-revalidate": "guess" });
    expect(guess.requestHeaders.get("x-nonce")).toBe("n1");
  });

  test("its own response ends the routing", async () => {
    const refuse = async (): Promise<MiddlewareResult<string>> => ({ kind: "response", response: "refused" });
    expect(await route("/orders", {}, refuse)).toEqual({ kind: "response", response: "refused" });
  });
});

describe("unknown paths", () => {
  test("a slash at the end is redirected away, with the query", async () => {
    const routed = await route("/orders/7/?tab=1");
    expect(routed).toMatchObject({ kind: "redirect", status: 308 });
    expect("responseHeaders" in routed && routed.responseHeaders.get("location")).toBe("/orders/7?tab=1");
  });

  test("an unknown path gets the not-found page, a missing script a plain 404", async () => {
    expect(await route("/no/such/page")).toMatchObject({
      kind: "output",
      output: "/_not-found",
      status: 404,
    });
    expect(await route("/_next/static/chunks/gone.js")).toMatchObject({
      kind: "output",
      output: "/_next/static/not-found.txt",
      status: 404,
    });
  });

  test("without a not-found page there is no response", async () => {
    const request = { path: "/no", query: new URLSearchParams(), headers: new Headers() };
    const outputs = { has: () => false, runMiddleware: passOn };
    expect(await routeRequest(routes, request, outputs)).toEqual({ kind: "nothing" });
  });
});

test("an unknown routing feature fails the parse", () => {
  const withFeature = (route: object) =>
    buildConfigSchema.safeParse({ version: 3, routes: [{ src: "/", ...route }] }).success;
  expect(withFeature({})).toBe(true);
  expect(withFeature({ mitigate: { action: "deny" } })).toBe(false);
  expect(withFeature({ has: [{ type: "cookie", key: "a" }] })).toBe(false);
});
