import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENV_KEYS, parseEnv } from "./env";

const SECRET = "x".repeat(32);
const production = {
  NODE_ENV: "production",
  NEXTAUTH_SECRET: SECRET,
  NEXTAUTH_URL: "https://orders.example.com",
};

describe("the environment", () => {
  it("needs no variables for development", () => {
    expect(parseEnv({})).toMatchObject({
      NODE_ENV: "development",
      PORT: 3000,
      DATA_DIR: ".data",
      DEMO_MODE: "off",
    });
  });

  it("treats an empty variable as unset", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: "", DEMO_MODE: "" })).toMatchObject({
      PORT: 3000,
      DEMO_MODE: "off",
    });
  });

  it("takes all keys of Stripe or none, and of one mode", () => {
    const keys = {
      STRIPE_SECRET_KEY: "sk_test_1",
      STRIPE_WEBHOOK_SECRET: "whsec_1",
      NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_test_1",
    };
    expect(parseEnv(keys)).toMatchObject(keys);
    for (const missing of Object.keys(keys))
      expect(() => parseEnv({ ...keys, [missing]: "" }), missing).toThrow(`${missing}: is needed together`);
    expect(() => parseEnv({ ...keys, STRIPE_SECRET_KEY: "sk_live_1" })).toThrow("must be of the same mode");
    expect(() => parseEnv({ ...keys, STRIPE_SECRET_KEY: "pk_test_1" })).toThrow("STRIPE_SECRET_KEY: must be");
  });

  it("sends a live key of Stripe to Stripe alone", () => {
    const keys = {
      STRIPE_SECRET_KEY: "sk_live_1",
      STRIPE_WEBHOOK_SECRET: "whsec_1",
      NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_live_1",
    };
    expect(parseEnv(keys)).toMatchObject(keys);
    expect(() => parseEnv({ ...keys, STRIPE_API_URL: "http://127.0.0.1:4010" })).toThrow("STRIPE_API_URL");
  });

  it("takes one source of maps", () => {
    const MAP_PMTILES_URL = "https://maps.example.com/town.pmtiles";
    const MAP_STYLE_URL = "https://tiles.example.com/style.json";
    expect(parseEnv({ MAP_PMTILES_URL })).toMatchObject({ MAP_PMTILES_URL, MAP_ORIGINS: [] });
    expect(() => parseEnv({ MAP_PMTILES_URL, MAP_STYLE_URL })).toThrow(
      "MAP_STYLE_URL: maps come from one place",
    );
    expect(() => parseEnv({ MAP_STYLE_URL, MAP_ORIGINS: "https://tiles.example.com/path" })).toThrow(
      "MAP_ORIGINS",
    );
  });

  it("reports all faults at once, each with its variable", () => {
    const faulty = {
      PORT: "eighty",
      DATABASE_URL: "mysql://localhost/platewire",
      NEXTAUTH_SECRET: "short",
      DEMO_MODE: "yes",
      CRON_SECRET: "short",
      HEARTBEAT_MS: "1",
    };
    for (const key of Object.keys(faulty)) expect(() => parseEnv(faulty)).toThrow(`  ${key}: `);
    expect(() => parseEnv(faulty)).toThrow("6 fault(s)");
  });

  it("reports missing variables together with invalid ones", () => {
    const faulty = { NODE_ENV: "production", DEMO_MODE: "on", LOG_LEVEL: "loud", GOOGLE_CLIENT_ID: "id" };
    for (const key of ["LOG_LEVEL", "NEXTAUTH_SECRET", "DEMO_MODE", "GOOGLE_CLIENT_SECRET"])
      expect(() => parseEnv(faulty)).toThrow(`  ${key}: `);
    expect(() => parseEnv(faulty)).toThrow("4 fault(s)");
  });

  it("never repeats a value, which may be a secret", () => {
    expect(() => parseEnv({ NEXTAUTH_SECRET: "hunter2" })).not.toThrow("hunter2");
    expect(() => parseEnv({ NEXTAUTH_SECRET: "hunter2" })).toThrow("NEXTAUTH_SECRET");
  });

  it.each([
    [{ GOOGLE_CLIENT_ID: "id" }, "GOOGLE_CLIENT_SECRET: is needed together with GOOGLE_CLIENT_ID"],
    [{ EMAIL_SERVER: "smtp://localhost" }, "EMAIL_FROM: is needed together with EMAIL_SERVER"],
    [
      { VAPID_SUBJECT: "mailto:push@localhost" },
      "VAPID_SUBJECT: must be a mailto: or https: address that push services can reach",
    ],
    [
      { VAPID_PUBLIC_KEY: `B${"a".repeat(86)}`, VAPID_PRIVATE_KEY: "a".repeat(43) },
      "VAPID_SUBJECT: is needed with VAPID_PUBLIC_KEY",
    ],
    [
      { VAPID_SUBJECT: "mailto:push@platewire.app", VAPID_PUBLIC_KEY: `B${"a".repeat(86)}` },
      "VAPID_PRIVATE_KEY: is needed together with VAPID_PUBLIC_KEY",
    ],
    [{ PUSH_SERVICES: "https://push.platewire.app/path" }, "PUSH_SERVICES: must be origins such as"],
    [
      { UPSTASH_REDIS_REST_TOKEN: "token" },
      "UPSTASH_REDIS_REST_URL: is needed together with UPSTASH_REDIS_REST_TOKEN",
    ],
  ])("requires both or neither: %j", (half, fault) => {
    expect(() => parseEnv(half)).toThrow(fault);
  });

  it("requires a key of the bus with Redis, unless it can be derived", () => {
    const redis = { UPSTASH_REDIS_REST_URL: "https://bus.example.com", UPSTASH_REDIS_REST_TOKEN: "token" };
    expect(() => parseEnv(redis)).toThrow("BUS_KEY: is needed with Redis where NEXTAUTH_SECRET is not set");
    expect(parseEnv({ ...redis, BUS_KEY: SECRET })).toMatchObject({ BUS_KEY: SECRET });
    expect(parseEnv({ ...redis, NEXTAUTH_SECRET: SECRET }).BUS_KEY).toBeUndefined();
    expect(() => parseEnv({ BUS_KEY: "too short" })).toThrow("BUS_KEY: must be at least 32 characters long");
    // The first step towards a key of its own, where the present one follows from NEXTAUTH_SECRET.
    expect(parseEnv({ ...redis, NEXTAUTH_SECRET: SECRET, BUS_KEY_OTHER: SECRET })).toMatchObject({
      BUS_KEY_OTHER: SECRET,
    });
  });

  it("requires a secret and an address in production", () => {
    expect(() => parseEnv({ NODE_ENV: "production" })).toThrow("NEXTAUTH_SECRET: is needed in production");
    expect(() => parseEnv({ NODE_ENV: "production" })).toThrow("NEXTAUTH_URL: is needed in production");
    expect(parseEnv(production)).toMatchObject(production);
  });

  it("refuses demo people in production unless DEMO_MODE is in-production", () => {
    expect(() => parseEnv({ ...production, DEMO_MODE: "on" })).toThrow("DEMO_MODE: ");
    expect(parseEnv({ ...production, DEMO_MODE: "in-production" }).DEMO_MODE).toBe("in-production");
    expect(parseEnv({ DEMO_MODE: "on" }).DEMO_MODE).toBe("on");
  });

  it.each([undefined, "", "development", "test", "staging", "Production", "prod"])(
    "checks a built application as production when NODE_ENV is %j",
    (NODE_ENV) => {
      const check = (more: Record<string, string>) => () => parseEnv({ NODE_ENV, ...more }, true);
      expect(check({})).toThrow("NEXTAUTH_SECRET: is needed in production");
      expect(check({})).toThrow("NEXTAUTH_URL: is needed in production");
      expect(check({ NEXTAUTH_SECRET: SECRET, DEMO_MODE: "on" })).toThrow("DEMO_MODE: ");
      const { NEXTAUTH_SECRET, NEXTAUTH_URL } = production;
      expect(check({ NEXTAUTH_SECRET, NEXTAUTH_URL })()).toMatchObject({ NODE_ENV: "production" });
    },
  );

  it("refuses the embedded defaults on a platform with several instances", () => {
    const deployed = { ...production, VERCEL: "1" };
    for (const key of ["DATABASE_URL", "UPSTASH_REDIS_REST_URL", "CRON_SECRET"])
      expect(() => parseEnv(deployed)).toThrow(`  ${key}: `);
    const complete = {
      ...deployed,
      DATABASE_URL: "postgres://db.example.com/platewire",
      UPSTASH_REDIS_REST_URL: "https://bus.example.com",
      UPSTASH_REDIS_REST_TOKEN: "token",
      CRON_SECRET: SECRET,
    };
    expect(parseEnv(complete).VERCEL).toBe("1");
  });

  it("accepts one place for photos, described as a whole", () => {
    const bucket = {
      S3_ENDPOINT: "https://s3.example.com",
      S3_BUCKET: "photos",
      S3_ACCESS_KEY_ID: "id",
      S3_SECRET_ACCESS_KEY: "secret",
      S3_PUBLIC_URL: "https://photos.example.com",
    };
    const blob = { BLOB_READ_WRITE_TOKEN: "vercel_blob_rw_abc123_secret" };
    expect(parseEnv(bucket)).toMatchObject({ ...bucket, S3_REGION: "auto" });
    expect(parseEnv(blob)).toMatchObject(blob);
    for (const key of Object.keys(bucket))
      expect(() => parseEnv({ ...bucket, [key]: "" })).toThrow(`  ${key}: is needed together with`);
    expect(() => parseEnv({ ...bucket, ...blob })).toThrow("  BLOB_READ_WRITE_TOKEN: photos go to one place");
    expect(() => parseEnv({ BLOB_READ_WRITE_TOKEN: "abc" })).toThrow("  BLOB_READ_WRITE_TOKEN: must be");
  });

  it("is documented by .env.example, variable for variable", () => {
    const explained = [...readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)];
    expect(explained.map(([, key]) => key).sort()).toEqual([...ENV_KEYS].sort());
  });
});
