import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as postForm } from "@/app/(auth)/signin/[way]/route";
import { POST as askNextAuth } from "@/app/api/auth/[...nextauth]/route";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { GET as openStream } from "@/app/api/events/stream/route";
import { POST as askForTicket } from "@/app/api/events/ticket/route";
import { POST as placeOrder } from "@/app/api/orders/route";
import { hub } from "@/lib/realtime/hub/process-hub";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, orderFor } from "@/test/support/world";

const LIMIT = 3;
// The environment is read once.
vi.hoisted(() => {
  const names = ["CONNECT", "CONNECT_ADDRESS", "TICKET", "WRITE", "TOKEN", "PLACE_ORDER", "SIGN_IN_LINK"];
  Object.assign(process.env, Object.fromEntries(names.map((name) => [`LIMIT_${name}`, "3"])));
});

withDatabase();

const leaving = new AbortController();
afterAll(async () => {
  leaving.abort();
  await hub().owners.presence.end();
});

let cookie: string;
let order: string;
let address: string;
let number = 0;
beforeAll(async () => {
  order = JSON.stringify(orderFor(await makeRestaurant()));
});
beforeEach(async () => {
  const person = await makePerson("Lena");
  cookie = await sessionCookie(person.userId, person.credential.id);
  number += 1;
  address = `192.0.2.${number}`;
});

type Headers = Record<string, string>;

function request(path: string, headers: Headers, init: { method?: string; body?: string } = {}): NextRequest {
  return new NextRequest(`http://localhost:3000${path}`, {
    ...init,
    signal: leaving.signal,
    headers: { cookie, host: "localhost:3000", "x-forwarded-for": address, ...headers },
  });
}

const post =
  (path: string, body: string, type = "application/json") =>
  (headers: Headers) =>
    request(
      path,
      { "content-type": type, "idempotency-key": crypto.randomUUID(), ...headers },
      { method: "POST", body },
    );

/** Each door that counts requests, with a request that one of our own pages could send. */
const DOORS: Record<string, (headers: Headers) => Promise<Response>> = {
  "opening a stream": (headers) => openStream(request("/api/events/stream", headers)),
  "opening a stream with an invalid ticket": (headers) =>
    openStream(request("/api/events/stream?token=x", headers)),
  "asking for a ticket": (headers) => askForTicket(post("/api/events/ticket", "")(headers)),
  "a command": (headers) =>
    postCommand(post("/api/commands/mark_notifications_read", '{"all":true}')(headers), {
      params: Promise.resolve({ name: "mark_notifications_read" }),
    }),
  "placing an order": (headers) => placeOrder(post("/api/orders", order)(headers)),
  "asking for a sign-in link": (headers) =>
    askNextAuth(
      post("/api/auth/signin/email", "email=a@example.test", "application/x-www-form-urlencoded")(headers),
      {
        params: Promise.resolve({ nextauth: ["signin", "email"] }),
      },
    ),
  "the sign-in form": (headers) =>
    postForm(post("/signin/email", "email=a@example.test", "application/x-www-form-urlencoded")(headers), {
      params: Promise.resolve({ way: "email" }),
    }),
};

const FOREIGN: Record<string, Headers> = {
  "a sibling origin": { "sec-fetch-site": "same-site" },
  "another site": { "sec-fetch-site": "cross-site" },
  "another site in a browser that sends only its origin": { origin: "https://elsewhere.example" },
};
const OWN: Headers = { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" };

/** Behind the limit, next-auth asks for a request of Next, which there is none of here. */
const beyond = (error: unknown) => new Response(String(error), { status: 500 });

/** A limited form redirects to its page. */
const isLimited = (response: Response) =>
  response.status === 429 || (response.headers.get("location") ?? "").includes("Limited");

describe.each(Object.entries(DOORS))("%s", (_, open) => {
  const send = (headers: Headers) => open(headers).catch(beyond);

  test.each(Object.entries(FOREIGN))(
    "from %s is refused, however often, and takes nothing from the own pages",
    async (__, headers) => {
      for (let n = 0; n < 2 * LIMIT; n += 1) {
        const response = await send(headers);
        expect([403, 429]).toContain(response.status);
      }
      expect(isLimited(await send(OWN))).toBe(false);
    },
  );

  test("from an own page is limited", async () => {
    const limited = [];
    for (let n = 0; n < LIMIT + 1; n += 1) limited.push(isLimited(await send(OWN)));
    expect(limited).toEqual([false, false, false, true]);
  });
});

test("streams opened by typing their address are counted apart from those of the own pages", async () => {
  const typed = { "sec-fetch-site": "none" };
  const send = DOORS["opening a stream"] ?? (() => Promise.reject(new Error("no door")));
  const statuses = [];
  for (let n = 0; n < LIMIT + 1; n += 1) statuses.push((await send(typed)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await send(OWN)).status).toBe(200);
});
