import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as goHome } from "@/app/(auth)/home/route";
import { POST as postSignOut } from "@/app/(auth)/signout/route";
import { HEAD as headOfStream } from "@/app/api/events/stream/route";
import { GET as autoCancel } from "@/app/api/jobs/auto-cancel/route";
import { GET as autoConfirm } from "@/app/api/jobs/auto-confirm/route";
import { GET as drain } from "@/app/api/jobs/drain/route";
import { GET as upkeep } from "@/app/api/jobs/upkeep/route";
import { viewerOfRequest } from "@/lib/auth/server/viewer";
import { browserOfLinks } from "@/lib/auth/sign-in/link-browser";
import { findLink, hashLinkToken } from "@/lib/auth/sign-in/links";
import { findDemoPerson } from "@/lib/demo/people";
import { seedDemo } from "@/lib/demo/seed";
import { deviceHeartbeatCommand } from "@/lib/stores/server/devices/heartbeat";
import { listDevices } from "@/lib/stores/server/devices/list-devices";
import { type AppBrowser, openBrowser } from "@/test/support/app-browser";
import { requestWith } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { callAuth, confirmLink, mailTo, requestLink, signInAsDemoPerson } from "@/test/support/sign-in-forms";

vi.hoisted(() => {
  Object.assign(globalThis, process.getBuiltinModule("node:async_hooks"));
  process.env.DEMO_MODE = "on";
  process.env.CRON_SECRET = "a secret of the scheduler";
});

withDatabase();
beforeAll(() => seedDemo());

let email: string;
beforeEach(() => {
  email = `guest-${randomUUID()}@example.test`;
  globalThis.platewireLimiters = undefined;
});

const personIn = async (browser: AppBrowser) =>
  (await viewerOfRequest(requestWith({ cookie: browser.cookie() })))?.email ?? null;

async function requestedLink(browser: AppBrowser): Promise<URL> {
  const answer = await requestLink(browser, email);
  expect(answer.headers.get("location")).toContain("/api/auth/verify-request");
  const [link] = await mailTo(email);
  if (link === undefined) throw new Error("No mail came");
  return link;
}

async function stateOf(link: URL, browser: AppBrowser): Promise<string> {
  const response = await browser.send(async () => {
    const key = {
      identifier: link.searchParams.get("email") ?? "",
      token: hashLinkToken(link.searchParams.get("token") ?? ""),
    };
    return new Response(await findLink(key, await browserOfLinks()));
  }, "/");
  return response.text();
}

test.each([
  ["rita@demo.test", "/rider"],
  ["ana@demo.test", "/partner"],
  ["admin@demo.test", "/partner"],
  ["lena@demo.test", "/"],
  [null, "/"],
])("after signing in, %s is led to %s", async (person, home) => {
  const browser = openBrowser();
  if (person !== null) {
    const answer = await signInAsDemoPerson(browser, person);
    expect(new URL(answer.headers.get("location") ?? "", "http://localhost:3000").pathname).toBe("/home");
  }
  expect((await browser.send(goHome, "/home")).headers.get("location")).toBe(home);
});

describe("a sign-in link", () => {
  test("leads to a page of ours, and signs in when its form is sent in the browser that requested it", async () => {
    const browser = openBrowser();
    const link = await requestedLink(browser);
    expect(link.pathname).toBe("/signin/confirm");
    expect(await stateOf(link, browser)).toBe("here");
    const answer = await confirmLink(browser, link);
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get("location") ?? "", link).pathname).toBe("/orders");
    expect(await personIn(browser)).toBe(email);
  });

  test.each([
    ["/", "/home"],
    ["/rider/week", "/rider/week"],
  ])("of a person who signed in at %s leads to %s", async (from, to) => {
    const browser = openBrowser();
    await requestLink(browser, email, from);
    const [link] = await mailTo(email);
    if (link === undefined) throw new Error("No mail came");
    const answer = await confirmLink(browser, link);
    expect(new URL(answer.headers.get("location") ?? "", link).pathname).toBe(to);
  });

  test("works once", async () => {
    const browser = openBrowser();
    const link = await requestedLink(browser);
    await confirmLink(browser, link);
    expect(await stateOf(link, browser)).toBe("ended");
    expect((await confirmLink(browser, link)).headers.get("location")).toContain("error=Verification");
  });

  test.each([
    ["GET", {}],
    ["HEAD", {}],
    ["POST", { "content-type": "application/x-www-form-urlencoded" }],
    ["GET", { purpose: "prefetch" }],
  ])("is not used up by a %s of the address that signs in, with %j", async (method, headers) => {
    const [browser, scanner] = [openBrowser(), openBrowser()];
    const link = await requestedLink(browser);
    for (const who of [scanner, browser]) {
      const answer = await callAuth(who, `callback/email${link.search}`, { method, headers });
      expect(answer.status).toBe(method === "POST" ? 405 : 303);
      expect(await personIn(who)).toBeNull();
    }
    await confirmLink(browser, link);
    expect(await personIn(browser)).toBe(email);
  });

  test("of a stranger does not sign anyone in, nor end the present person's session", async () => {
    const [attacker, victim] = [openBrowser(), openBrowser()];
    await signInAsDemoPerson(victim, "ana@demo.test");
    const link = await requestedLink(attacker);
    await callAuth(victim, `callback/email${link.search}`);
    expect(await stateOf(link, victim)).toBe("elsewhere");
    const answer = await confirmLink(victim, link);
    expect(answer.headers.get("location")).toContain("/signin/confirm?");
    expect(await personIn(victim)).toBe("ana@demo.test");
    // The link still works for the person who requested it.
    await confirmLink(attacker, link);
    expect(await personIn(attacker)).toBe(email);
  });

  test.each<Record<string, string>>([
    { origin: "https://evil.example" },
    { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
    { origin: "null" },
  ])("is refused when its form comes from another site: %j", async (headers) => {
    const browser = openBrowser();
    const link = await requestedLink(browser);
    expect((await confirmLink(browser, link, headers)).status).toBe(403);
    expect(await personIn(browser)).toBeNull();
    expect(await stateOf(link, browser)).toBe("here");
  });

  test("of an earlier request still works after a second request by the same browser", async () => {
    const browser = openBrowser();
    const first = await requestedLink(browser);
    await requestLink(browser, email);
    await confirmLink(browser, first);
    expect(await personIn(browser)).toBe(email);
  });

  test.each([
    ["an address with a NUL", "a\0@b.test"],
    ["an endless address", `${"a".repeat(60_000)}@b.test`],
  ])("with %s is refused without a query", async (_, address) => {
    const browser = openBrowser();
    const link = new URL(`http://localhost:3000/signin/confirm?token=${"a".repeat(64)}`);
    link.searchParams.set("email", address);
    expect([303, 400, 413]).toContain((await confirmLink(browser, link)).status);
    expect(await personIn(browser)).toBeNull();
  });
});

describe("no address that signs in or runs something", () => {
  test.each(
    [
      "callback",
      "callback/email",
      "callback/demo",
      "callback/google",
      "callback/nothing",
      "signin/demo",
      "signout",
    ]
      .concat([
        "callback/demo/more",
        "session",
        "csrf",
        "providers",
        "error",
        "verify-request",
        "nothing",
        "_log",
      ])
      .flatMap((path) => ["GET", "HEAD"].map((method) => [method, path] as const)),
  )("answers %s /api/auth/%s with an error of the server or a session", async (method, path) => {
    const browser = openBrowser();
    const answer = await callAuth(browser, path, { method });
    expect(answer.status).toBeLessThan(500);
    expect(await personIn(browser)).toBeNull();
  });

  test.each([
    ["drain", drain],
    ["upkeep", upkeep],
    ["auto-cancel", autoCancel],
    ["auto-confirm", autoConfirm],
  ])("runs the job %s for a HEAD request", async (name, handler) => {
    const answer = await handler(
      new Request(`http://localhost:3000/api/jobs/${name}`, {
        method: "HEAD",
        headers: { authorization: "Bearer a secret of the scheduler" },
      }),
    );
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET");
  });

  test("uses up a stream's ticket for a HEAD request", () => {
    expect(headOfStream().status).toBe(405);
  });
});

describe("signing in again in one browser", () => {
  const again: [string, (browser: AppBrowser) => Promise<unknown>][] = [
    ["as a demo person", (browser) => signInAsDemoPerson(browser, "lena@demo.test")],
    [
      "by a link",
      async (browser) => {
        email = "lena@demo.test";
        await confirmLink(browser, await requestedLink(browser));
      },
    ],
  ];
  test.each(again)(
    "%s ends the earlier cookie and keeps the session, so that open pages stay live",
    async (_, sign) => {
      const browser = openBrowser();
      await signInAsDemoPerson(browser, "lena@demo.test");
      const stolen = browser.cookie();
      const before = await viewerOfRequest(requestWith({ cookie: stolen }));
      await sign(browser);
      const after = await viewerOfRequest(requestWith({ cookie: browser.cookie() }));
      expect(after?.userId).toBe((await findDemoPerson("lena@demo.test"))?.id);
      expect(after?.credential.id).toBe(before?.credential.id);
      expect(await viewerOfRequest(requestWith({ cookie: stolen }))).toBeNull();
    },
  );

  test("as another person ends the earlier session", async () => {
    const browser = openBrowser();
    await signInAsDemoPerson(browser, "lena@demo.test");
    const stolen = browser.cookie();
    await signInAsDemoPerson(browser, "omar@demo.test");
    expect(await personIn(browser)).toBe("omar@demo.test");
    expect(await viewerOfRequest(requestWith({ cookie: stolen }))).toBeNull();
  });

  test("with an earlier cookie does not end the present session", async () => {
    const [browser, thief] = [openBrowser(), openBrowser()];
    await signInAsDemoPerson(browser, "lena@demo.test");
    const stolen = [...browser.jar];
    await signInAsDemoPerson(browser, "lena@demo.test");
    for (const [name, value] of stolen) await thief.send(() => setting(name, value), "/");
    await signInAsDemoPerson(thief, "omar@demo.test");
    expect(await personIn(browser)).toBe("lena@demo.test");
    expect(await personIn(thief)).toBe("omar@demo.test");
  });
});

describe("signing out", () => {
  test("ends the shift of the browser that the form names, and signs out whatever it names", async () => {
    const browser = openBrowser();
    await signInAsDemoPerson(browser, "ana@demo.test");
    const ana = await viewerOfRequest(requestWith({ cookie: browser.cookie() }));
    const [tenantId] = ana?.tenantIds ?? [];
    if (ana === null || tenantId === undefined) throw new Error("Ana works nowhere");
    const [tablet, phone] = [randomUUID(), randomUUID()];
    for (const device_id of [tablet, phone])
      await deviceHeartbeatCommand.execute(
        ana,
        { tenant_id: tenantId, device_id, name: "Pass", is_sound_on: true, is_visible: true },
        undefined,
      );
    await browser.post(postSignOut, "/signout", { device: tablet });
    const devices = (await listDevices(ana, tenantId))?.devices;
    expect(devices?.find(({ id }) => id === tablet)?.state).toBe("ended");
    expect(devices?.find(({ id }) => id === phone)?.state).toBe("on");
    expect(await viewerOfRequest(requestWith({ cookie: browser.cookie() }))).toBeNull();

    await signInAsDemoPerson(browser, "ana@demo.test");
    await browser.post(postSignOut, "/signout", { device: randomUUID() });
    expect(await viewerOfRequest(requestWith({ cookie: browser.cookie() }))).toBeNull();
  });
});

function setting(name: string, value: string): Response {
  return new Response(null, { headers: { "set-cookie": `${name}=${value}; Path=/` } });
}

describe("sign-in mail", () => {
  const mailsTo = async (address: string) => (await mailTo(address)).length;

  test("arrives five times for five requests", async () => {
    const browser = openBrowser();
    for (let n = 1; n <= 5; n += 1) {
      await requestLink(browser, email);
      expect(await mailsTo(email)).toBe(n);
    }
  });

  test("is refused to a browser after five in a quarter of an hour, with a message and the way back", async () => {
    const browser = openBrowser();
    for (let n = 0; n < 5; n += 1) await requestLink(browser, email);
    const refused = await requestLink(browser, email, "/sushi-bar");
    expect(refused.headers.get("location")).toBe("/signin?error=MailLimited&callbackUrl=%2Fsushi-bar");
    expect(await mailsTo(email)).toBe(5);
  });

  test.each([5, 10, 100])("reaches its owner after %i requests by a stranger", async (requests) => {
    const stranger = { address: "203.0.113.7" };
    for (let n = 0; n < requests; n += 1) await requestLink(openBrowser(stranger), email);
    const before = await mailsTo(email);
    expect(before).toBeLessThanOrEqual(10);
    const owner = openBrowser({ address: "198.51.100.3" });
    await requestLink(owner, email);
    const [newest] = await mailTo(email);
    if (newest === undefined) throw new Error("No mail came");
    await confirmLink(owner, newest);
    expect(await personIn(owner)).toBe(email);
  });

  test("reaches its owner in the same network after five requests by a stranger", async () => {
    for (let n = 0; n < 5; n += 1) await requestLink(openBrowser(), email);
    await requestLink(openBrowser(), email);
    expect(await mailsTo(email)).toBe(6);
  });

  test.each<[string, (n: number) => string]>([
    ["plus-addresses", (n) => `victim+${n}@example.test`],
    ["dots at Gmail", (n) => `${"victim".slice(0, 1 + (n % 5))}.${"victim".slice(1 + (n % 5))}@gmail.com`],
    ["capitals", (n) => (n % 2 === 0 ? "Victim@example.test" : "victim@EXAMPLE.test")],
    ["plus-addresses at Gmail", (n) => `vic.tim+${n}@googlemail.com`],
  ])("to one mailbox is limited however its address is spelled: %s", async (_, spelled) => {
    const browser = openBrowser();
    const answers: boolean[] = [];
    for (let n = 0; n < 12; n += 1) {
      const answer = await requestLink(browser, spelled(n));
      answers.push(answer.headers.get("location")?.includes("MailLimited") ?? false);
    }
    expect(answers.filter((isRefused) => !isRefused).length).toBeLessThanOrEqual(5);
  });
});
