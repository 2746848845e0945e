import "server-only";
import { cookies, headers } from "next/headers";
import type { AuthOptions, Profile } from "next-auth";
import * as z from "zod";
import {
  cookieOptions,
  SESSION_SECONDS,
  sessionCookieName,
  usesHttps,
} from "@/lib/auth/credentials/session-cookie";
import { authSecret, decodeUnrevoked, readSessionToken } from "@/lib/auth/credentials/session-token";
import { revokeSession, type SessionKey, startSession } from "@/lib/auth/credentials/sessions";
import { internalPath } from "@/lib/auth/model/internal-path";
import { loadSessionViewer } from "@/lib/auth/server/load-viewer";
import { logger } from "@/lib/server/logger";
import { pseudonym } from "@/lib/server/pseudonym";
import { logSecurity } from "@/lib/server/security-log";
import { deviceName } from "@/lib/text/device-name";
import { idSchema } from "@/lib/text/id";
import { adapterFor } from "./adapter";
import { mayRequestLink } from "./link-limits";
import { configureAuthOrigin } from "./origin";
import { providers } from "./providers";

const revocable = z.object({ sub: idSchema, sid: idSchema });

async function sessionOfBrowser(): Promise<SessionKey | undefined> {
  const value = (await cookies()).get(sessionCookieName())?.value;
  return value === undefined ? undefined : ((await readSessionToken(value)) ?? undefined);
}

function isVerifiedByGoogle(profile: Profile | undefined): boolean {
  return profile !== undefined && "email_verified" in profile && profile.email_verified === true;
}

interface AuthRequest {
  /** The client's address. */
  address: string;
  /** Hash of the cookie that binds links to a browser; null without one. */
  browser: string | null;
}

export const TOO_MANY_LINKS = "/signin?error=MailLimited";

/** next-auth handles sign-in only. Identity and rights are read from the database with every request. */
export function authOptions({ address, browser }: AuthRequest): AuthOptions {
  configureAuthOrigin();
  return {
    secret: authSecret(),
    useSecureCookies: usesHttps(),
    cookies: cookieOptions(),
    adapter: adapterFor(browser),
    providers: providers(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { decode: decodeUnrevoked },
    // All of its pages are ours: next-auth's own come without our content security policy.
    pages: {
      signIn: "/signin",
      signOut: "/settings",
      error: "/signin",
      verifyRequest: "/signin/check-email",
    },
    callbacks: {
      signIn: async ({ user, account, profile, email }) => {
        if (email?.verificationRequest !== true)
          return account?.provider !== "google" || isVerifiedByGoogle(profile);
        const recipient = user.email ?? "";
        if (browser === null || !(await mayRequestLink({ address, browser }, recipient)))
          return TOO_MANY_LINKS;
        logSecurity("sign_in_link_requested", { mailbox: pseudonym(recipient), address });
        return true;
      },
      redirect: ({ url, baseUrl }) => `${baseUrl}${internalPath(url, "/", baseUrl)}`,
      jwt: async ({ token, trigger, account }) => {
        if (trigger !== "signIn" && trigger !== "signUp") return token;
        const userId = idSchema.parse(token.sub);
        const device = deviceName((await headers()).get("user-agent") ?? "");
        const session = await startSession(userId, await sessionOfBrowser(), device);
        logSecurity("signed_in", {
          user_id: userId,
          session_id: session.sid,
          way: account?.provider ?? "-",
          is_new: trigger === "signUp",
          address,
        });
        return { sub: userId, ...session };
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
        if (!claims.success) return;
        await revokeSession(claims.data.sid);
        logSecurity("signed_out", { user_id: claims.data.sub, everywhere: false });
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
