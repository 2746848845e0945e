import "server-only";
import * as z from "zod";
import { isContactAddress } from "@/lib/text/contact-address";

const seconds = z.coerce.number().int().positive();
/** 0 disables the limit. */
const perMinute = z.coerce.number().int().min(0).max(1_000_000);
/** 0 disables the bound. A board shows 1,000 open orders. */
const openOrders = z.coerce.number().int().min(0).max(1_000);
const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);

const origins = (example: string) =>
  z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((each) => each.trim() || []))
    .refine(
      (list) => list.every((each) => URL.canParse(each) && new URL(each).origin === each),
      `must be origins such as ${example}, separated by commas`,
    );

const isLive = (key: string | undefined) => key?.includes("_live_") === true;

/** Runs the checks below even when other variables are invalid, so that all faults are reported together. */
const EVEN_WHEN_FAULTY = { when: () => true };

/** The bundler writes the value in: a built application is production, whatever the variable says when it starts. */
const IS_BUILT = process.env.NODE_ENV === "production";

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    DATA_DIR: z.string().default(".data"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    DATABASE_PREPARE: z.enum(["on", "off"], "must be one of: on, off").default("on"),
    UPSTASH_REDIS_REST_URL: z.url({ protocol: /^https?$/ }).optional(),
    UPSTASH_REDIS_REST_TOKEN: z.string().min(1).optional(),
    LOG_HOURS: z.coerce
      .number()
      .int()
      .min(1)
      .max(24 * 365)
      .default(72),
    BUS_SHARDS: z.coerce.number().int().min(1).max(64).default(8),
    BUS_KEY: z.string().min(32, "must be at least 32 characters long").optional(),
    BUS_KEY_OTHER: z.string().min(32, "must be at least 32 characters long").optional(),
    NEXTAUTH_URL: z.url({ protocol: /^https?$/ }).optional(),
    NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters long").optional(),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.string().min(1).optional(),
    GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    EMAIL_SERVER: z.url({ protocol: /^smtps?$/ }).optional(),
    EMAIL_FROM: z.string().min(3).optional(),
    VAPID_SUBJECT: z
      .string()
      .refine(isContactAddress, "must be a mailto: or https: address that push services can reach")
      .optional(),
    VAPID_PUBLIC_KEY: z
      .string()
      .regex(/^B[\w-]{86}$/, "must be a public key of P-256: 65 bytes in base64url")
      .optional(),
    VAPID_PRIVATE_KEY: z
      .string()
      .regex(/^[\w-]{43}$/, "must be a private key of P-256: 32 bytes in base64url")
      .optional(),
    GEOCODER_PHOTON_URL: z.url({ protocol: /^https?$/ }).optional(),
    GEOCODER_NOMINATIM_URL: z.url({ protocol: /^https?$/ }).optional(),
    PUSH_SERVICES: origins("https://push.example.com"),
    PHOTO_MAX_MB: z.coerce.number().int().min(1).max(64).optional(),
    S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    S3_REGION: z.string().min(1).default("auto"),
    S3_BUCKET: z.string().min(1).optional(),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    S3_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    BLOB_READ_WRITE_TOKEN: z
      .string()
      .regex(/^vercel_blob_rw_[a-z0-9]+_\w+$/i, "must be the read-write token of a store of Vercel Blob")
      .optional(),
    TRAVEL_OSRM_URL: z.url({ protocol: /^https?$/ }).optional(),
    TRAVEL_VALHALLA_URL: z.url({ protocol: /^https?$/ }).optional(),
    MAP_PMTILES_URL: z.url({ protocol: /^https?$/ }).optional(),
    MAP_STYLE_URL: z.url({ protocol: /^https?$/ }).optional(),
    MAP_ORIGINS: origins("https://tiles.example.com"),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^[sr]k_(test|live)_\w+$/, "must be a secret or restricted key of Stripe: sk_… or rk_…")
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\S+$/, "must be the signing secret of a webhook endpoint: whsec_…")
      .optional(),
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: z
      .string()
      .regex(/^pk_(test|live)_\w+$/, "must be a publishable key of Stripe: pk_…")
      .optional(),
    STRIPE_API_URL: z.url({ protocol: /^https?$/ }).optional(),
    DEMO_MODE: z
      .enum(["off", "on", "in-production"], "must be one of: off, on, in-production")
      .default("off"),
    CRON_SECRET: z.string().min(16, "must be at least 16 characters long").optional(),
    METRICS_TOKEN: z.string().min(16, "must be at least 16 characters long").optional(),
    KEEP_ALIVE_SECONDS: z.coerce.number().int().min(1).max(3_600).default(75),
    DEVICE_SILENCE_SECONDS: z.coerce.number().int().min(5).max(86_400).default(300),
    HEARTBEAT_MS: z.coerce.number().int().min(100).max(30_000).default(10_000),
    POSITION_CHECK_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),
    STREAM_MAX_SECONDS: seconds.optional(),
    STREAMS_PER_BROWSER: z.coerce.number().int().positive().default(4),
    STREAMS_PER_USER: z.coerce.number().int().positive().default(20),
    STREAMS_PER_ADDRESS: z.coerce.number().int().positive().default(1_000),
    STREAMS_PER_INSTANCE: z.coerce.number().int().positive().optional(),
    OPEN_ORDERS_PER_STORE: openOrders.default(500),
    OPEN_ORDERS_PER_PERSON: openOrders.default(50),
    LIMIT_NOTIFY: perMinute.default(5),
    LIMIT_CHAT: perMinute.default(30),
    LIMIT_TYPING: perMinute.default(120),
    LIMIT_LOCATION: perMinute.default(120),
    LIMIT_PRESENCE: perMinute.default(240),
    LIMIT_PLACE_ORDER: perMinute.default(60),
    LIMIT_TOKEN: perMinute.default(10),
    LIMIT_VOUCHER: perMinute.default(10),
    LIMIT_WRITE: perMinute.default(600),
    LIMIT_TICKET: perMinute.default(60),
    LIMIT_CONNECT: perMinute.default(120),
    LIMIT_PRINTER: perMinute.default(120),
    LIMIT_CONNECT_ADDRESS: perMinute.default(3_000),
    LIMIT_SIGN_IN_LINK: perMinute.default(30),
    LIMIT_SIGN_IN_MAIL: perMinute.default(5),
    LIMIT_SIGN_IN_MAIL_NETWORK: perMinute.default(10),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).optional(),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    VERCEL: z.string().optional(),
  })
  .superRefine((env, context) => {
    const fault = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: [key], message });
    const together = (...keys: (keyof typeof env)[]) => {
      const set = keys.filter((key) => env[key] !== undefined);
      if (set.length > 0 && set.length < keys.length)
        for (const key of keys)
          if (env[key] === undefined) fault(key, `is needed together with ${set.join(", ")}`);
    };
    together("UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN");
    together("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET");
    together("EMAIL_SERVER", "EMAIL_FROM");
    together("VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY");
    together("S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_PUBLIC_URL");
    together("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY");
    if (isLive(env.STRIPE_SECRET_KEY) !== isLive(env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY))
      fault(
        "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY",
        "must be of the same mode (test or live) as STRIPE_SECRET_KEY",
      );
    if (env.STRIPE_API_URL !== undefined && isLive(env.STRIPE_SECRET_KEY))
      fault("STRIPE_API_URL", "is for tests: a live key is sent to Stripe alone");
    if (env.GEOCODER_PHOTON_URL !== undefined && env.GEOCODER_NOMINATIM_URL !== undefined)
      fault(
        "GEOCODER_NOMINATIM_URL",
        "addresses are looked up in one place: set this or GEOCODER_PHOTON_URL, not both",
      );
    if (env.S3_BUCKET !== undefined && env.BLOB_READ_WRITE_TOKEN !== undefined)
      fault("BLOB_READ_WRITE_TOKEN", "photos go to one place: set this or the variables of S3, not both");
    if (env.TRAVEL_OSRM_URL !== undefined && env.TRAVEL_VALHALLA_URL !== undefined)
      fault(
        "TRAVEL_VALHALLA_URL",
        "travel times come from one router: set this or TRAVEL_OSRM_URL, not both",
      );
    if (env.MAP_PMTILES_URL !== undefined && env.MAP_STYLE_URL !== undefined)
      fault("MAP_STYLE_URL", "maps come from one place: set this or MAP_PMTILES_URL, not both");
    if (env.VAPID_PUBLIC_KEY !== undefined && env.VAPID_SUBJECT === undefined)
      fault("VAPID_SUBJECT", "is needed with VAPID_PUBLIC_KEY");
    if (env.UPSTASH_REDIS_REST_URL !== undefined && (env.BUS_KEY ?? env.NEXTAUTH_SECRET) === undefined)
      fault("BUS_KEY", "is needed with Redis where NEXTAUTH_SECRET is not set");
    if (env.NODE_ENV === "production") {
      if (env.NEXTAUTH_SECRET === undefined) fault("NEXTAUTH_SECRET", "is needed in production");
      if (env.DEMO_MODE === "on")
        fault("DEMO_MODE", "demo people are refused in production unless asked for by name: in-production");
      if (env.DEMO_MODE === "off" && env.NEXTAUTH_URL === undefined)
        fault("NEXTAUTH_URL", "is needed in production");
    }
    if (env.VERCEL !== undefined) {
      // Several instances serve one deployment; without these variables each would have its own database and bus.
      if (env.DATABASE_URL === undefined)
        fault(
          "DATABASE_URL",
          "is needed where several instances run; the embedded database serves one process",
        );
      if (env.UPSTASH_REDIS_REST_URL === undefined)
        fault(
          "UPSTASH_REDIS_REST_URL",
          "is needed where several instances run; the memory bus serves one process",
        );
      if (env.CRON_SECRET === undefined) fault("CRON_SECRET", "is needed for the scheduled jobs");
    }
  }, EVEN_WHEN_FAULTY);

export type Env = z.infer<typeof schema>;

/** @internal */
export const ENV_KEYS: readonly string[] = Object.keys(schema.shape);

/** Throws one error that lists every fault. A built application counts as production under any `NODE_ENV`. */
export function parseEnv(source: Record<string, string | undefined>, isBuilt = false): Env {
  const given = isBuilt ? { ...source, NODE_ENV: "production" } : source;
  const present = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, emptyIsAbsent(value)]),
  );
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment has ${faults.length} fault(s):\n${faults.join("\n")}\nSee .env.example.`);
}

let parsed: Env | undefined;

/** Parses with the first call, so that a build needs none. */
export function env(): Env {
  parsed ??= parseEnv(process.env, IS_BUILT);
  return parsed;
}

/** Names the build of this code. Next writes the value into it while building: see next.config.ts. */
export const BUILD_ID: string = process.env.PLATEWIRE_BUILD ?? "development";

/** Whether orders may be paid with money that nobody has: in a demo, and while developing. */
export function isPlayMoney(): boolean {
  return isDemo() || !IS_BUILT;
}

export function isDemo(): boolean {
  return env().DEMO_MODE !== "off";
}
