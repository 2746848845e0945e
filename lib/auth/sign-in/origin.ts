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

/** Returns the origin for links in what is sent without a request. */
export function ownOrigin(): string {
  const { NEXTAUTH_URL, PORT } = env();
  return NEXTAUTH_URL === undefined ? `http://localhost:${PORT}` : new URL(NEXTAUTH_URL).origin;
}

/** Returns the origin of a request, by the same rule. */
export function originOf(headers: Headers): string {
  if (env().NEXTAUTH_URL !== undefined || !isDemo()) return ownOrigin();
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const address = `${headers.get("x-forwarded-proto") === "https" ? "https" : "http"}://${host}`;
  return host !== null && URL.canParse(address) ? new URL(address).origin : ownOrigin();
}
