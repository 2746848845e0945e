import { createECDH, createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import webPush from "web-push";
import { env } from "@/lib/env";
import { decrypt, startPushService } from "@/test/support/push-service";
import { type Push, sendPush } from "./send-push";

const SUBJECT = "mailto:push@platewire.app";
const { publicKey, privateKey } = webPush.generateVAPIDKeys();
let service: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
  service = await startPushService();
  Object.assign(env(), {
    PUSH_SERVICES: [service.origin],
    VAPID_SUBJECT: SUBJECT,
    VAPID_PUBLIC_KEY: publicKey,
    VAPID_PRIVATE_KEY: privateKey,
  });
});
afterAll(() => service.stop());

const send = (push: Partial<Push> = {}, { subscription } = service.newBrowser()) =>
  sendPush(
    {
      endpoint: subscription.endpoint,
      keys: subscription,
      payload: JSON.stringify({ text: "Ordered: 1 × Gyoza" }),
      urgency: "normal",
      topic: null,
      ttlSeconds: 60,
      ...push,
    },
    new AbortController().signal,
  );

const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());

test("the tests' push service reads the example of RFC 8291", () => {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "base64url"));
  const body = Buffer.from(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    "base64url",
  );
  const auth = Buffer.from("BTBZMqHH6r4Tts7J_aSIgg", "base64url");
  expect(decrypt(body, { pair, auth })).toBe("When I grow up, I want to be a watermelon");
});

test("the browser reads what was sent, and no request repeats the bytes of another", async () => {
  const browser = service.newBrowser();
  for (let n = 0; n < 20; n += 1) expect(await send({}, browser)).toEqual({ kind: "sent" });
  expect(new Set(browser.received.map(({ payload }) => JSON.stringify(payload)))).toEqual(
    new Set(['{"text":"Ordered: 1 × Gyoza"}']),
  );
  expect(new Set(browser.bodies.map((body) => body.subarray(0, 16).toString("hex"))).size).toBe(20);
  expect(new Set(browser.bodies.map((body) => body.subarray(21, 86).toString("hex"))).size).toBe(20);
});

test("the longest payload is one record and takes the 4096 bytes that every service accepts", async () => {
  const browser = service.newBrowser();
  const payload = JSON.stringify("x".repeat(3_991));
  expect(await send({ payload }, browser)).toEqual({ kind: "sent" });
  expect(browser.bodies.map(({ length }) => length)).toEqual([4_096]);
});

test("the signature is verified by the public key, for the service's origin and less than a day", async () => {
  const browser = service.newBrowser();
  await send({}, browser);
  const [, head = "", claims = "", signature = "", key = ""] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=(\S+)$/.exec(
      browser.received[0]?.headers.authorization ?? "",
    ) ?? [];
  expect(key).toBe(publicKey);
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const isValid = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    {
      key: createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" }),
      dsaEncoding: "ieee-p1363",
    },
    Buffer.from(signature, "base64url"),
  );
  expect(isValid).toBe(true);
  expect(decoded(head)).toEqual({ typ: "JWT", alg: "ES256" });
  expect(decoded(claims)).toMatchObject({ aud: service.origin, sub: SUBJECT });
  const lasts = decoded(claims).exp - Date.now() / 1_000;
  expect(lasts).toBeGreaterThan(3_600);
  expect(lasts).toBeLessThan(24 * 3_600);
});

test("an alarm is sent with high urgency, and a time to live that is over is none", async () => {
  const browser = service.newBrowser();
  await send({ urgency: "urgent", ttlSeconds: -5, topic: "order:1" }, browser);
  expect(browser.received[0]?.headers).toMatchObject({
    urgency: "high",
    ttl: "0",
    topic: expect.stringMatching(/^[\w-]{32}$/),
  });
});

test("a redirect is not followed, and an address that is no push service is not asked", async () => {
  const elsewhere = await startPushService();
  const target = elsewhere.newBrowser();
  const location = target.subscription.endpoint;
  const browser = service.newBrowser();
  browser.answers.push({ status: 307, headers: { Location: location } });
  expect(await send({}, browser)).toEqual({ kind: "rejected", reason: "The push service answered 307" });
  expect(await send({}, target)).toEqual({ kind: "gone" });
  expect(target.asked).toEqual([]);
  await elsewhere.stop();
});

test("a browser whose key is no key is not asked, and the reason names no endpoint", async () => {
  const browser = service.newBrowser();
  const keys = { ...browser.subscription, p256dh: Buffer.alloc(65, 4).toString("base64url") };
  const outcome = await send({ keys }, browser);
  expect(outcome).toEqual({ kind: "rejected", reason: "The push could not be encrypted or signed" });
  expect(browser.asked).toEqual([]);
});
