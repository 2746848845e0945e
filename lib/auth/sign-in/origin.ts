import "server-only";
import { env, isDemo } from "@/lib/env";

/**
 * Tells next-auth under which address we are reached; it reads that from the environment. `NEXTAUTH_URL` says it,
 * and production asks for one. Without one, a demo answers under whatever name the browser used (localhost and
 * 127.0.0.1 are two people in one browser), and development under its own port. Only a demo trusts the Host header:
 * there the sign-in link goes to a mailbox on the same page, not by mail to somebody a forged header could fool.
 */
export function settleOrigin(): void {
  const { NEXTAUTH_URL, PORT } = env();
  if (NEXTAUTH_URL !== undefined) return;
  // biome-ignore lint/style/noProcessEnv: next-auth reads it there and nowhere else.
  if (isDemo()) process.env.AUTH_TRUST_HOST = "true";
  // biome-ignore lint/style/noProcessEnv: as above.
  else process.env.NEXTAUTH_URL = `http://localhost:${PORT}`;
}

/** The address under which this request reached us, by the same rule. */
export function originOf(headers: Headers): string {
  const { NEXTAUTH_URL, PORT } = env();
  if (NEXTAUTH_URL !== undefined) return new URL(NEXTAUTH_URL).origin;
  if (!isDemo()) return `http://localhost:${PORT}`;
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? `localhost:${PORT}`;
  const address = `${headers.get("x-forwarded-proto") === "https" ? "https" : "http"}://${host}`;
  return URL.canParse(address) ? new URL(address).origin : `http://localhost:${PORT}`;
}
