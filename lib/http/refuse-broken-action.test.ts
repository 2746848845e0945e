import { expect, test } from "vitest";
import { refuseBrokenAction } from "./refuse-broken-action";

const ACTION = {
  "next-action": "a".repeat(42),
  "content-type": "text/plain;charset=UTF-8",
  host: "localhost",
};
const FORM = { "content-type": "application/x-www-form-urlencoded" };

const statusOf = async (headers: Record<string, string>, body: BodyInit = "[]", method = "POST") =>
  (
    await refuseBrokenAction(
      new Request("http://localhost/orders", { method, headers, ...(method === "POST" && { body }) }),
    )
  )?.status ?? null;

test("an action of our own page passes", async () => {
  expect(await statusOf(ACTION, '["change_order",{},"a-key-of-eight"]')).toBeNull();
  expect(
    await statusOf({ ...ACTION, origin: "http://localhost", "sec-fetch-site": "same-origin" }),
  ).toBeNull();
});

test("other requests pass unread", async () => {
  expect(await statusOf(ACTION, "", "GET")).toBeNull();
  expect(await statusOf(FORM, "email=lena%40demo.test")).toBeNull();
  expect(await statusOf({ ...ACTION, ...FORM }, "x".repeat(1_000_000))).toBeNull();
});

test.each<[string, Record<string, string>, BodyInit, number]>([
  ["a multipart form", { "content-type": "multipart/form-data; boundary=x" }, "--x--", 415],
  ["a multipart action", { ...ACTION, "content-type": "multipart/form-data; boundary=x" }, "--x--", 415],
  ["a call by another site", { ...ACTION, origin: "https://evil.test" }, "[]", 403],
  ["a call by a page without an origin", { ...ACTION, origin: "null" }, "[]", 403],
  ["a call by an origin that is none", { ...ACTION, origin: "%" }, "[]", 403],
  ["a name that no action has", { ...ACTION, "next-action": "x" }, "[]", 400],
  ["arguments that cannot be read", ACTION, '["$Q1"]', 400],
  ["bytes that are no text", ACTION, new Uint8Array([0x5b, 0xff, 0x5d]), 400],
  ["arguments that are too large", ACTION, `["${"x".repeat(200_000)}"]`, 413],
])("%s is refused", async (_, headers, body, status) => {
  expect(await statusOf(headers, body)).toBe(status);
});
