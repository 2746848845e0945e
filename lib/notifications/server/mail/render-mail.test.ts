import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MailedNotice, renderMail } from "./render-mail";
import { readUnsubscribeToken } from "./unsubscribe-token";

const ORIGIN = "https://orders.platewire.app";
const USER = "11111111-1111-4111-8111-111111111111";

const rendered = (over: Partial<MailedNotice> = {}) =>
  renderMail(
    {
      title: "Order ORD-6ESRDX was cancelled",
      message: "Sushi Bar couldn't take your order.\n\nYou get a full refund.",
      action_url: "/orders/1?tab=a&b=c",
      userId: USER,
      kind: "order_cancelled",
      ...over,
    },
    ORIGIN,
  );

const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? [];
const addressesOf = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));

describe("the text part", () => {
  test("has the same words and links as the HTML part", async () => {
    const { text, headers } = await rendered();
    const token = /token=([^>]+)>/.exec(headers["List-Unsubscribe"] ?? "")?.[1];
    expect(text).toBe(`Platewire


Order ORD-6ESRDX was cancelled

Sushi Bar couldn't take your order.

You get a full refund.

Open Platewire ${ORIGIN}/orders/1?tab=a&b=c

You get this e-mail because you have e-mail turned on for cancelled orders.

Stop these e-mails ${ORIGIN}/unsubscribe?token=${token}

All notification settings ${ORIGIN}/settings#notifications`);
  });

  test("shows tags and entities in a text as they were written", async () => {
    const { text } = await rendered({ title: "<b>Tom & Jerry</b> &lt;3", message: "1 < 2 && <script>" });
    expect(text).toContain("<b>Tom & Jerry</b> &lt;3");
    expect(text).toContain("1 < 2 && <script>");
  });
});

test("no text adds a tag to the HTML part, or a line to a header", async () => {
  const plain = tagsOf((await rendered({ title: "a", message: "b" })).html);
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.constantFrom(
      "</title><script>alert(1)</script>",
      "--><!--",
      '" onload="alert(1)',
      "&lt;b&gt;",
      "<!DOCTYPE x>",
    ),
  );
  await fc.assert(
    fc.asyncProperty(text, text, async (title, message) => {
      const { html, subject } = await rendered({ title, message: `b ${message.replaceAll(/[\r\n]/g, " ")}` });
      expect(tagsOf(html)).toHaveLength(plain.length);
      expect(subject).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 50 },
  );
});

describe("links", () => {
  test("lead to our own site, also the one for a single press, which names the person and kind", async () => {
    const { html, headers, link } = await rendered();
    expect(link).toBe(`${ORIGIN}/orders/1?tab=a&b=c`);
    const addresses = addressesOf(html);
    expect(addresses).toHaveLength(3);
    expect(addresses.filter((address) => new URL(address).origin !== ORIGIN)).toEqual([]);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const [, oneClick = ""] = /^<(.+)>$/.exec(headers["List-Unsubscribe"] ?? "") ?? [];
    const { origin, pathname, searchParams } = new URL(oneClick);
    expect([origin, pathname]).toEqual([ORIGIN, "/api/notifications/unsubscribe"]);
    expect(readUnsubscribeToken(searchParams.get("token") ?? "")).toEqual({
      userId: USER,
      kind: "order_cancelled",
    });
  });

  test.each(["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", null])(
    "open our own site for %s",
    async (action_url) => {
      const { html, link } = await rendered({ action_url });
      expect(link).toBe(`${ORIGIN}/`);
      expect(addressesOf(html)[0]).toBe(`${ORIGIN}/`);
    },
  );

  test("to stop the mail are left out where it cannot be stopped", async () => {
    const { html, text, headers } = await rendered({ kind: "account" });
    expect(headers).toEqual({});
    expect(addressesOf(html)).toHaveLength(1);
    expect(text).toContain("can't be turned off");
    expect(text).not.toContain("unsubscribe");
  });
});
