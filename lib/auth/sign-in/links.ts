import "server-only";
import { createHash } from "node:crypto";
import { and, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { validInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { authSecret } from "@/lib/auth/credentials/session-token";
import { queryable } from "@/lib/db/client";
import { verificationTokens } from "@/lib/db/schema/people";
import { isDemo } from "@/lib/env";

export const LINK_SECONDS = 15 * 60;

/** `token` is the hash that next-auth stores. */
interface Link {
  identifier: string;
  token: string;
}

/** Hashes the token of a link's URL as next-auth does (`hashToken` in its `core/lib/utils`). */
export function hashLinkToken(token: string): string {
  return createHash("sha256").update(`${token}${authSecret()}`).digest("hex");
}

function isValid({ identifier, token }: Link): SQL | undefined {
  return and(
    eq(verificationTokens.identifier, identifier.toLowerCase()),
    eq(verificationTokens.token, token),
    gt(verificationTokens.expires, sql`now()`),
    validInThisMode(verificationTokens.demo),
  );
}

/** `browser` is the hash of the requesting browser's cookie. The link then works in that browser only. */
export async function createLink(link: Link & { expires: Date }, browser: string | null): Promise<void> {
  const db = await queryable();
  await db.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
  await db
    .insert(verificationTokens)
    .values({ ...link, identifier: link.identifier.toLowerCase(), browser_hash: browser, demo: isDemo() });
}

/** Returns null, and keeps the link, in another browser than the one that requested it. */
export async function takeLink(
  link: Link,
  browser: string | null,
): Promise<(Link & { expires: Date }) | null> {
  const db = await queryable();
  const { browser_hash: requester } = verificationTokens;
  // The deletion makes a link single-use: of two concurrent requests, only one gets the row.
  const [row] = await db
    .delete(verificationTokens)
    .where(and(isValid(link), or(isNull(requester), browser === null ? undefined : eq(requester, browser))))
    .returning({
      identifier: verificationTokens.identifier,
      token: verificationTokens.token,
      expires: verificationTokens.expires,
    });
  return row ?? null;
}

/** Changes nothing: mail scanners and previews open links, too. */
export async function findLink(link: Link, browser: string | null): Promise<"here" | "elsewhere" | "ended"> {
  const db = await queryable();
  const [row] = await db
    .select({ requester: verificationTokens.browser_hash })
    .from(verificationTokens)
    .where(isValid(link));
  if (row === undefined) return "ended";
  return row.requester === null || row.requester === browser ? "here" : "elsewhere";
}
