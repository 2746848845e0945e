import "server-only";
import { cookies } from "next/headers";
import type { AuthOptions, Profile } from "next-auth";
import * as z from "zod";
import {
  cookieOptions,
  SESSION_SECONDS,
  sessionCookieName,
  usesHttps,
} from "@/lib/auth/credentials/session-cookie";
import { authSecret, decodeUnrevoked, readSessionToken } from "@/lib/auth/credentials/session-token";
import { revokeSession, startSession } from "@/lib/auth/credentials/sessions";
import { internalPath } from "@/lib/auth/model/internal-path";
import { loadSessionViewer } from "@/lib/auth/server/load-viewer";
import { logger } from "@/lib/server/logger";
import { adapter } from "./adapter";
import { configureAuthOrigin } from "./origin";
import { providers } from "./providers";

const revocable = z.object({ sid: z.uuid() });

async function sessionOfBrowser(): Promise<string | undefined> {
  const value = (await cookies()).get(sessionCookieName())?.value;
  return value === undefined ? undefined : (await readSessionToken(value))?.sid;
}

function isVerifiedByGoogle(profile: Profile | undefined): boolean {
  return profile !== undefined && "email_verified" in profile && profile.email_verified === true;
}

/** next-auth handles sign-in only. Identity and rights are read from the database with every request. */
export function authOptions(): AuthOptions {
  configureAuthOrigin();
  return {
    secret: authSecret(),
    useSecureCookies: usesHttps(),
    cookies: cookieOptions(),
    adapter,
    providers: providers(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { decode: decodeUnrevoked },
    pages: { signIn: "/signin", error: "/signin", verifyRequest: "/signin/check-email" },
    callbacks: {
      signIn: ({ account, profile }) => account?.provider !== "google" || isVerifiedByGoogle(profile),
      redirect: ({ url, baseUrl }) => `${baseUrl}${internalPath(url, "/", baseUrl)}`,
      jwt: async ({ token, trigger }) => {
        if (trigger !== "signIn" && trigger !== "signUp") return token;
        const userId = z.uuid().parse(token.sub);
        return { sub: userId, sid: await startSession(userId, await sessionOfBrowser()) };
      },
      session: async ({ session, token }) => {
        const claims = revocable.safeParse(token);
        const viewer = claims.success ? await loadSessionViewer(claims.data.sid) : null;
        return viewer === null ? session : { ...session, user: { name: viewer.name, email: viewer.email } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const claims = revocable.safeParse(token);
        if (claims.success) await revokeSession(claims.data.sid);
      },
    },
    logger: {
      error: (code, metadata) =>
        logger.warn({ code, error: "error" in metadata ? metadata.error : metadata }, "Sign-in failed"),
      warn: (code) => logger.debug({ code }, "Sign-in"),
      debug: () => undefined,
    },
  };
}
