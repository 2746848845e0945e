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

it("allows a form to redirect to Google only when Google sign-in is configured", async () => {
  const policy = await policyOf({ ...PRODUCTION, GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" });
  expect(policy.get("form-action")).toBe("'self' https://accounts.google.com");
});
