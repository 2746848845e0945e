import fc from "fast-check";
import { expect, test } from "vitest";
import { pushPayload } from "./push-payload";

const ID = "11111111-1111-4111-8111-111111111111";
const note = {
  id: ID,
  title: "Order ORD-6ESRDX is on its way",
  message: "Sushi Bar has sent out your order.",
  action_url: "/orders/1",
  created_at: "2026-11-21T12:00:00.000Z",
  topic: "order:1",
};

test("has the declarative form, and one tag for each order", () => {
  expect(JSON.parse(pushPayload(note, "https://orders.platewire.app", 3))).toEqual({
    web_push: 8030,
    notification: {
      title: note.title,
      body: note.message,
      navigate: "https://orders.platewire.app/orders/1",
      lang: "en",
      tag: "order:1",
      data: { id: ID, at: 1_795_262_400_000 },
    },
    app_badge: "3",
  });
  const alone = JSON.parse(pushPayload({ ...note, topic: null, action_url: null }, "https://a.app", 0));
  expect(alone.notification).toMatchObject({ tag: ID, navigate: "https://a.app/" });
});

test("fits into a push, whatever the texts and the address are", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 500 }),
      fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 600 }),
        fc.string({ unit: "binary", maxLength: 600 }),
        fc.constantFrom("\u0001".repeat(500), "😀".repeat(500)),
      ),
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 1_000 }),
        fc.constantFrom("ж".repeat(490), "\\".repeat(490), `?${"\\".repeat(490)}`),
      ),
      (title, message, path) => {
        const given = { ...note, title, message, action_url: `/${path}` };
        const payload = pushPayload(given, "https://orders.platewire.app", 999);
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(3_993);
      },
    ),
  );
});

test.each(["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/.//evil.test"])(
  "opens our own site for %s",
  (action_url) => {
    const { notification } = JSON.parse(pushPayload({ ...note, action_url }, "https://a.app", 1));
    expect(notification.navigate).toBe("https://a.app/");
  },
);
