import "server-only";
import { cookies } from "next/headers";
import { hashSecret, randomSecret } from "@/lib/auth/credentials/secret-text";
import { linkCookie } from "@/lib/auth/credentials/session-cookie";
import { LINK_SECONDS } from "./links";

/** Binds sign-in links to the browser that requests them, by a cookie of which the link's row has the hash. */

async function secretOfBrowser(): Promise<string | null> {
  const value = (await cookies()).get(linkCookie().name)?.value ?? "";
  return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Returns null for a browser that has requested no link lately. */
export async function browserOfLinks(): Promise<string | null> {
  const secret = await secretOfBrowser();
  return secret === null ? null : hashSecret(secret);
}

/** Keeps the cookie of an earlier request, so that its link stays valid. Only in a route handler or action. */
export async function rememberBrowser(): Promise<string> {
  const secret = (await secretOfBrowser()) ?? randomSecret();
  (await cookies()).set({ ...linkCookie(), value: secret, maxAge: LINK_SECONDS });
  return hashSecret(secret);
}
