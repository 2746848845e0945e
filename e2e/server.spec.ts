import { spawnSync } from "node:child_process";
import { expect } from "@playwright/test";
import { startApp } from "../test/support/app-server";
import { blankEnvironment } from "../test/support/blank-environment";
import { signInAs } from "../test/support/sign-in";
import { test } from "./support/own-app";

test("pages have a content security policy without foreign sources, and the server reports healthy", async ({
  origin,
}) => {
  for (const path of ["/", "/signin", "/no-such-page"]) {
    const { headers } = await fetch(`${origin}${path}`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).not.toContain("unsafe-inline");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("x-powered-by")).toBeNull();
  }
  const health = await fetch(`${origin}/api/health`);
  expect(health.status).toBe(200);
  expect(health.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await health.json()).toMatchObject({ status: "healthy" });
});

test("every response has a policy, and HTTPS for the future", async ({ origin }) => {
  const paths = [
    ...[
      "/",
      "/signin",
      "/no-such-page",
      "/a/b/c/d",
      "/favicon.ico",
      "/favicon.ico/x",
      "/icon.svg",
      "/icon.svgx",
    ],
    ...[
      "/api",
      "/api/",
      "/api/nothing",
      "/api/nothing/at/all",
      "/api/health",
      "/api/orders",
      "/api/events/stream",
    ],
    ...["/api/auth", "/api/auth/signin", "/api/auth/signout", "/api/auth/error", "/api/auth/nothing"],
    ...["/api/auth/error?error=Configuration", "/api/auth/verify-request", "/api/auth/callback/email"],
    ...["/_next", "/_next/nothing", "/_next/static/nothing.js", "/_next/static", "/_next/image"],
    ...["/_next/image?url=/x&w=64&q=75", "/_next/imagex", "/robots.txt", "/demo/nothing", "/signin/confirm"],
  ];
  for (const path of paths)
    for (const method of ["GET", "HEAD", "POST"]) {
      const { headers } = await fetch(`${origin}${path}`, { method, redirect: "manual" });
      const policy = headers.get("content-security-policy") ?? "";
      const place = `${method} ${path}`;
      expect(policy, place).toContain("frame-ancestors 'none'");
      // A second policy would come after a comma, and both would apply.
      expect(policy, place).not.toContain(",");
      expect(policy, place).not.toContain("unsafe");
      expect(headers.get("strict-transport-security"), place).toMatch(/^max-age=\d{8}; includeSubDomains$/);
      expect(headers.get("x-content-type-options"), place).toBe("nosniff");
      if (path.startsWith("/api/")) expect(headers.get("content-type") ?? "", place).not.toContain("html");
    }
});

for (const [name, value] of [
  ["Origin", "https://evil.example"],
  ["Sec-Fetch-Site", "cross-site"],
] as const)
  test(`a cross-site request with a person's cookie is refused by its ${name}`, async ({ origin }) => {
    const Cookie = await signInAs(origin, "lena@demo.test");
    for (const path of ["/api/orders", "/api/events/ticket"]) {
      const answer = await fetch(`${origin}${path}`, {
        method: "POST",
        headers: { [name]: value, Cookie, "Content-Type": "application/json" },
        body: "{}",
      });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({
        success: false,
        errors: ["This request came from another site and was refused"],
      });
    }
    const form = await fetch(`${origin}/signout`, {
      method: "POST",
      headers: { [name]: value, Cookie, "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect(form.status).toBe(403);
    expect((await fetch(`${origin}/api/orders`, { headers: { Cookie } })).status).toBe(200);
  });

test("npm run token prints a working token on its last line while the demo runs", async ({ app, origin }) => {
  const env = { ...process.env, ...blankEnvironment(), DATA_DIR: app.dataDir, DEMO_MODE: "on" };
  const run = spawnSync("npm", ["run", "token", "--", "ana@demo.test"], { env, encoding: "utf8" });
  expect(run.status, run.stderr).toBe(0);
  const token = run.stdout.trimEnd().split("\n").at(-1) ?? "";
  expect(token).toMatch(/^\S{20,}$/);
  const answer = await fetch(`${origin}/api/tenants/sushi-bar/board`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);

  const nobody = spawnSync("npm", ["run", "token", "--", "nobody@demo.test"], { env, encoding: "utf8" });
  expect(nobody.status).not.toBe(0);
  expect(nobody.stderr).toContain("nobody@demo.test");
});

test("a second process on the same embedded database is refused with a message, and the first one keeps working", async () => {
  const env = { DATABASE_URL: "" };
  const first = await startApp({ env });
  try {
    await expect(startApp({ env, dataDir: first.dataDir })).rejects.toThrow(
      /Platewire does not start\.[\s\S]*is in use by process \d+\. It serves one process at a time/,
    );
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
  } finally {
    await first.dispose();
  }
});
