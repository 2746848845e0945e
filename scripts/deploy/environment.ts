export const CRON_SECRET = "a cron secret that is long enough";
export const SESSION_SECRET = "a session secret that is long enough for the deployment";

interface Addresses {
  databaseUrl: string;
  redis: { url: string; token: string };
  origin: string;
}

/** Position checks are a minute apart: within the checks, other functions' events arrive over the bus or not at all. */
export function deploymentEnvironment({ databaseUrl, redis, origin }: Addresses): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redis.token,
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: SESSION_SECRET,
    CRON_SECRET,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64"),
    EMAIL_SERVER: "smtp://127.0.0.1:9",
    EMAIL_FROM: "Platewire <orders@example.com>",
    POSITION_CHECK_MS: "60000",
    LOG_LEVEL: "warn",
  };
}
