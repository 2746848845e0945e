import { afterAll, beforeAll, expect, test } from "vitest";
import { type AppServer, startApp } from "@/test/support/app-server";
import { signInAs } from "@/test/support/sign-in";

let app: AppServer;
let cookie: string;
beforeAll(async () => {
  app = await startApp({ env: { LOG_LEVEL: "info" } });
  cookie = await signInAs(app.url, "lena@demo.test");
});
afterAll(() => app?.dispose());

const SECRET = "lena-of-harbour-7";
const LONG = SECRET.repeat(500);
/** Characters of log that one request may cause. */
const PER_REQUEST = 1_000;
const TIMES = 20;

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };

test.each<[string, string, RequestInit]>([
  ["a sign-in link with a long address and a NUL", `/api/auth/callback/email?token=x&email=${LONG}%00`, {}],
  ["a sign-in link with a NUL in its token", `/api/auth/callback/email?email=a@b.test&token=${LONG}%00`, {}],
  ["a callback of an unknown provider", `/api/auth/callback/${LONG}?code=${LONG}`, {}],
  ["an error page of the sign-in", `/api/auth/error?error=${LONG}%00`, {}],
  [
    "a request for a link to a long address",
    "/api/auth/signin/email",
    { method: "POST", headers: form, body: `email=${LONG}` },
  ],
  [
    "a sign-in form with a NUL",
    "/signin/demo",
    { method: "POST", headers: form, body: `email=${SECRET}%00` },
  ],
  ["a broken session cookie", "/api/auth/session", { headers: { cookie: `platewire.session=${LONG}` } }],
  ["a restaurant with a long name", `/api/tenants/${LONG}/menu`, {}],
  ["a page with a long address", `/${LONG}?q=${LONG}`, {}],
  ["a cursor that is none", `/api/orders?cursor=${LONG}`, {}],
  ["a stream of an unknown channel", `/api/events/stream?channels=${LONG}`, {}],
  ["a command that does not exist", `/api/commands/${LONG}`, { method: "POST", headers: json, body: "{}" }],
  ["an action that does not exist", "/", { method: "POST", headers: { "next-action": LONG }, body: "[]" }],
  [
    "a name with a NUL",
    "/api/commands/create_token",
    {
      method: "POST",
      headers: { ...json, "idempotency-key": "key-of-eight" },
      body: JSON.stringify({ name: `${SECRET}\0`, scopes: ["orders:read"] }),
    },
  ],
])(
  "%s writes little to the log, and nothing of what it sent",
  async (_, path, init) => {
    const before = app.log().length;
    for (let n = 0; n < TIMES; n += 1) {
      const response = await fetch(`${app.url}${path}`, {
        redirect: "manual",
        ...init,
        headers: { cookie, ...Object.fromEntries(new Headers(init.headers)) },
      });
      await response.text();
      expect(response.status).toBeLessThan(500);
    }
    // The log of a request is written before its answer; this one only makes sure of it.
    await fetch(`${app.url}/api/health`);
    const written = app.log().slice(before);
    expect(written).not.toContain(SECRET);
    expect(written.length).toBeLessThan(TIMES * PER_REQUEST);
  },
  30_000,
);
