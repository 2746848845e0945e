import "server-only";
import { env, isDemo } from "@/lib/env";

/**
 * Sets the origin, which next-auth reads from the environment. Only a demo trusts the Host header: its sign-in links go
 * to a mailbox on the same site, so a forged header cannot mislead anyone by mail. Production requires `NEXTAUTH_URL`.
 */
export function configureAuthOrigin(): void {
  const { NEXTAUTH_URL, PORT } = env();
  if (NEXTAUTH_URL !== undefined) return;
  // biome-ignore lint/style/noProcessEnv: next-auth reads it there and nowhere else.
  if (isDemo()) process.env.AUTH_TRUST_HOST = "true";
  // biome-ignore lint/style/noProcessEnv: as above.
  else process.env.NEXTAUTH_URL = `http://localhost:${PORT}`;
}

/** Returns the origin of a request, by the same rule. */
export function originOf(headers: Headers): string {
  const { NEXTAUTH_URL, PORT } = env();
  if (NEXTAUTH_URL !== undefined) return new URL(NEXTAUTH_URL).origin;
  if (!isDemo()) return `http://localhost:${PORT}`;
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? `localhost:${PORT}`;
  const address = `${headers.get("x-forwarded-proto") === "https" ? "https" : "http"}://${host}`;
  return URL.canParse(address) ? new URL(address).origin : `http://localhost:${PORT}`;
}
