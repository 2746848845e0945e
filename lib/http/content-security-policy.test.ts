import { beforeEach, expect, it, vi } from "vitest";

const HEADER_SAFE = /^[\x20-\x7e]+$/;

beforeEach(() => vi.resetModules());

async function policyOf(environment: Record<string, string>): Promise<Map<string, string>> {
  for (const [key, value] of Object.entries(environment)) vi.stubEnv(key, value);
  const { contentSecurityPolicy } = await import("./content-security-policy");
  const policy = contentSecurityPolicy("abc123");
  expect(policy).toMatch(HEADER_SAFE);
  return new Map(
    policy.split("; ").map((directive): [string, string] => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values.join(" ")];
    }),
  );
}

const PRODUCTION = {
  NODE_ENV: "production",
  NEXTAUTH_SECRET: "x".repeat(32),
  NEXTAUTH_URL: "https://orders.example.com",
};

it("in production allows scripts with the nonce and no eval", async () => {
  const policy = await policyOf(PRODUCTION);
  expect(policy.get("script-src")).toBe("'self' 'nonce-abc123' 'strict-dynamic'");
  expect([...policy.values()].join(" ")).not.toMatch(/unsafe-(eval|inline)/);
});

it("forbids framing, changing the base, and foreign forms and connections", async () => {
  const policy = await policyOf(PRODUCTION);
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect(policy.get("object-src")).toBe("'none'");
  expect(policy.get("form-action")).toBe("'self'");
  expect(policy.get("connect-src")).toBe("'self'");
});

it("allows images of our own, and of the one place outside where photos are kept", async () => {
  expect((await policyOf(PRODUCTION)).get("img-src")).toBe("'self' data: blob:");
  vi.resetModules();
  const blob = { BLOB_READ_WRITE_TOKEN: "vercel_blob_rw_AbC123_secret" };
  expect((await policyOf({ ...PRODUCTION, ...blob })).get("img-src")).toBe(
    "'self' data: blob: https://abc123.public.blob.vercel-storage.com",
  );
  vi.resetModules();
  const bucket = {
    S3_ENDPOINT: "https://s3.example.com",
    S3_BUCKET: "photos",
    S3_ACCESS_KEY_ID: "id",
    S3_SECRET_ACCESS_KEY: "secret",
    S3_PUBLIC_URL: "https://photos.example.com/menu;script-src *",
  };
  expect((await policyOf({ ...PRODUCTION, BLOB_READ_WRITE_TOKEN: "", ...bucket })).get("img-src")).toBe(
    "'self' data: blob: https://photos.example.com",
  );
});

it("allows connections to where the map comes from, and to no other place", async () => {
  const tiles = { MAP_PMTILES_URL: "https://maps.example.com/town.pmtiles;script-src *" };
  expect((await policyOf({ ...PRODUCTION, ...tiles })).get("connect-src")).toBe(
    "'self' https://maps.example.com",
  );
  vi.resetModules();
  const style = {
    MAP_PMTILES_URL: "",
    MAP_STYLE_URL: "https://styles.example.com/a.json?key=1",
    MAP_ORIGINS: "https://tiles.example.com, https://fonts.example.com",
  };
  expect((await policyOf({ ...PRODUCTION, ...style })).get("connect-src")).toBe(
    "'self' https://styles.example.com https://tiles.example.com https://fonts.example.com",
  );
});

it("allows Stripe only where it is set up", async () => {
  const without = await policyOf(PRODUCTION);
  expect([...without.values()].join(" ")).not.toContain("stripe");
  expect(without.has("frame-src")).toBe(false);
  vi.resetModules();
  const policy = await policyOf({
    ...PRODUCTION,
    STRIPE_SECRET_KEY: "sk_test_1",
    STRIPE_WEBHOOK_SECRET: "whsec_1",
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  });
  expect(policy.get("connect-src")).toBe("'self' https://api.stripe.com");
  expect(policy.get("frame-src")).toBe(
    "'self' https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
  );
  expect(policy.get("script-src")).toBe("'self' 'nonce-abc123' 'strict-dynamic'");
});

it("allows a form to redirect to Google only when Google sign-in is configured", async () => {
  const policy = await policyOf({ ...PRODUCTION, GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" });
  expect(policy.get("form-action")).toBe("'self' https://accounts.google.com");
});
