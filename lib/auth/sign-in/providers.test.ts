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

it("offers no demo people outside demo mode, not even in development", async () => {
  expect(await waysIn({ NODE_ENV: "development" })).toEqual([]);
});

it("offers demo people and a mailbox in production with DEMO_MODE=in-production", async () => {
  expect(await waysIn({ ...PRODUCTION, DEMO_MODE: "in-production" })).toEqual(["email", "demo"]);
});

it("offers e-mail links with a mail server, and Google when it is configured", async () => {
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

it("normalises different spellings of one address", async () => {
  expect(await addressAsKept(" Lena+Sushi@Example.TEST ")).toBe("lena+sushi@example.test");
});

it.each([
  "x<a@b.test>",
  "x;a@b.test",
  "x,a@b.test",
  "a@b.test (me)",
  "a\0@b.test",
  "a@b.test\r\nBcc: c@d.test",
])("refuses %j, which would reach one mailbox and count as another", async (text) => {
  await expect(addressAsKept(text)).rejects.toThrow("Invalid email");
});
