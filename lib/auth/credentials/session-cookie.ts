import "server-only";
import type { CookiesOptions } from "next-auth";
import { env, isDemo } from "@/lib/env";

export const SESSION_SECONDS = 30 * 24 * 60 * 60;

export function usesHttps(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https:") ?? false;
}

/** Includes the port in demo mode: cookies belong to a host, so two demos on one machine would share theirs. */
function cookieName(name: string, prefix: "__Secure-" | "__Host-"): string {
  const ofThisDemo = isDemo() ? `-${env().PORT}` : "";
  return `${usesHttps() ? prefix : ""}platewire${ofThisDemo}.${name}`;
}

export function sessionCookieName(): string {
  return cookieName("session", "__Secure-");
}

export function cookieOptions(): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: usesHttps() } as const;
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: cookieName("callback-url", "__Secure-"), options },
    csrfToken: { name: cookieName("csrf-token", "__Host-"), options },
    pkceCodeVerifier: { name: cookieName("pkce", "__Secure-"), options: brief },
    state: { name: cookieName("state", "__Secure-"), options: brief },
    nonce: { name: cookieName("nonce", "__Secure-"), options: brief },
  };
}
