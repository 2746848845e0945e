import "server-only";
import type { CookiesOptions } from "next-auth";
import { env, isDemo } from "@/lib/env";

export const SESSION_SECONDS = 30 * 24 * 60 * 60;

export function usesHttps(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https:") ?? false;
}

/**
 * `__Host-` keeps other hosts of the domain from setting our cookies. Browsers accept it with HTTPS only. Includes the port
 * in demo mode: cookies belong to a host, so two demos on one machine would share theirs.
 */
function cookieName(name: string): string {
  const ofThisDemo = isDemo() ? `-${env().PORT}` : "";
  return `${usesHttps() ? "__Host-" : ""}platewire${ofThisDemo}.${name}`;
}

export function sessionCookieName(): string {
  return cookieName("session");
}

export function callbackCookieName(): string {
  return cookieName("callback-url");
}

/** `__Host-` requires the path "/" and no domain. */
function attributes() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: usesHttps() } as const;
}

/** Deletes a cookie. Browsers ignore a deletion without `Secure` when the name begins with `__Host-`. */
export function endedCookie(name: string) {
  return { name, value: "", maxAge: 0, ...attributes() };
}

/** Of the browser that requested a sign-in link: lib/auth/sign-in/link-browser.ts. */
export function linkCookie() {
  return { name: cookieName("link"), ...attributes() };
}

export function cookieOptions(): Partial<CookiesOptions> {
  const options = attributes();
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: callbackCookieName(), options },
    csrfToken: { name: cookieName("csrf-token"), options },
    pkceCodeVerifier: { name: cookieName("pkce"), options: brief },
    state: { name: cookieName("state"), options: brief },
    nonce: { name: cookieName("nonce"), options: brief },
  };
}
