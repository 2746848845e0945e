import { beforeEach, expect, it, vi } from "vitest";

beforeEach(() => vi.resetModules());

const PRODUCTION = {
  NODE_ENV: "production",
  NEXTAUTH_SECRET: "x".repeat(32),
  NEXTAUTH_URL: "https://orders.example.com",
};

async function waysIn(environment: Record<string, string>): Promise<string[]> {
  for (const [key, value] of Object.entries(environment)) vi.stubEnv(key, value);
  const { providers } = await import("./providers");
  return providers().map((provider) => provider.options?.id ?? provider.id);
}

it("has no demo people outside of a demo, in development either", async () => {
  expect(await waysIn({ NODE_ENV: "development" })).toEqual([]);
});

it("has demo people, and a mailbox for links, where a production is asked by name to be a demo", async () => {
  expect(await waysIn({ ...PRODUCTION, DEMO_MODE: "in-production" })).toEqual(["email", "demo"]);
});

it("sends links where there is a mail server, and asks Google where it is configured", async () => {
  const configured = {
    EMAIL_SERVER: "smtp://localhost",
    EMAIL_FROM: "orders@example.com",
    GOOGLE_CLIENT_ID: "id",
    GOOGLE_CLIENT_SECRET: "secret",
  };
  expect(await waysIn({ ...PRODUCTION, ...configured })).toEqual(["email", "google"]);
});

async function addressAsKept(text: string): Promise<string> {
  for (const [key, value] of Object.entries({ ...PRODUCTION, DEMO_MODE: "in-production" }))
    vi.stubEnv(key, value);
  const { providers } = await import("./providers");
  const email = providers().find(({ id }) => id === "email");
  const normalize: unknown = email?.options?.normalizeIdentifier;
  if (typeof normalize !== "function") throw new Error("Addresses are taken as they come");
  return String(normalize(text));
}

it("knows one address by one spelling", async () => {
  expect(await addressAsKept(" Lena+Sushi@Example.TEST ")).toBe("lena+sushi@example.test");
});

it.each([
  "x<a@b.test>",
  "x;a@b.test",
  "x,a@b.test",
  "a@b.test (me)",
  "a\0@b.test",
  "a@b.test\r\nBcc: c@d.test",
])("takes %j for no address: it would reach one mailbox and count as another", async (text) => {
  await expect(addressAsKept(text)).rejects.toThrow("Invalid email");
});
