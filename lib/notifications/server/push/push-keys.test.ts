import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import webPush from "web-push";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "platewire-push-keys-"));
  vi.resetModules();
  globalThis.platewirePushKeys = undefined;
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("VAPID_SUBJECT", "mailto:push@platewire.app");
});
afterEach(() => {
  globalThis.platewirePushKeys = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const read = async () => (await import("./push-keys")).pushKeys();

test("keys of the environment that do not belong together are refused", async () => {
  const [one, other] = [webPush.generateVAPIDKeys(), webPush.generateVAPIDKeys()];
  vi.stubEnv("VAPID_PUBLIC_KEY", one.publicKey);
  vi.stubEnv("VAPID_PRIVATE_KEY", other.privateKey);
  await expect(read()).rejects.toThrow("VAPID_PUBLIC_KEY is not the public key");
  vi.resetModules();
  vi.stubEnv("VAPID_PRIVATE_KEY", one.privateKey);
  expect(await read()).toEqual(one);
});

test("beside the embedded database, keys are made once and only their owner can read them", async () => {
  const made = await read();
  const file = join(folder, "push-keys.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  globalThis.platewirePushKeys = undefined;
  expect(await read()).toEqual(made);
});

test("instances that share no folder have no keys of their own", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1/platewire");
  expect(await read()).toBeNull();
});

test("push services reach the operator at the given address, or at the site's", async () => {
  const subject = async () => {
    vi.resetModules();
    return (await import("./push-keys")).pushSubject();
  };
  expect(await subject()).toBe("mailto:push@platewire.app");
  vi.stubEnv("VAPID_SUBJECT", "");
  vi.stubEnv("NEXTAUTH_URL", "https://orders.platewire.app/path");
  expect(await subject()).toBe("https://orders.platewire.app");
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  expect(await subject()).toBe("mailto:nobody@localhost");
});
