import { beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());

async function cookiesAt(address: string) {
  vi.stubEnv("NEXTAUTH_URL", address);
  const { cookieOptions, endedCookie, linkCookie, sessionCookieName } = await import("./session-cookie");
  const ofLibrary = Object.values(cookieOptions()).map(({ name, options }) => ({ name, ...options }));
  return [...ofLibrary, linkCookie(), endedCookie(sessionCookieName())];
}

test("over HTTPS every cookie of a sign-in and its deletion meet the rules of __Host-", async () => {
  const cookies = await cookiesAt("https://orders.example.com");
  expect(cookies.length).toBeGreaterThan(6);
  for (const cookie of cookies) {
    expect(cookie.name).toMatch(/^__Host-platewire\./);
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: "/", sameSite: "lax" });
    expect(cookie).not.toHaveProperty("domain");
  }
});

test("without HTTPS no cookie has a prefix that browsers would refuse", async () => {
  for (const { name, secure } of await cookiesAt("http://localhost:3000")) {
    expect(name).toMatch(/^platewire\./);
    expect(secure).toBe(false);
  }
});
