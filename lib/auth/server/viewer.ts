import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NextRequest } from "next/server";
import { cache } from "react";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { readSessionToken } from "@/lib/auth/credentials/session-token";
import { isTokenText } from "@/lib/auth/credentials/tokens";
import { loadSessionViewer, loadTokenViewerByHash, type Viewer } from "./load-viewer";

export type { Viewer } from "./load-viewer";

async function viewerOfCookie(value: string | undefined): Promise<Viewer | null> {
  if (value === undefined) return null;
  const claims = await readSessionToken(value);
  if (claims === null) return null;
  const viewer = await loadSessionViewer(claims.sid);
  return viewer?.userId === claims.sub ? viewer : null;
}

/** Returns the person who requests this page or calls this action; null without a session. One query per request. */
export const currentViewer = cache(
  async (): Promise<Viewer | null> => viewerOfCookie((await cookies()).get(sessionCookieName())?.value),
);

/** Returns the signed-in person, or redirects to the sign-in page, which leads back to `returnTo`. */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === null) redirect(`/signin?${new URLSearchParams({ callbackUrl: returnTo })}`);
  return viewer;
}

/** Returns the caller of a route, by cookie or `Authorization: Bearer`; null when neither is valid. */
export async function viewerOfRequest(request: Request): Promise<Viewer | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    // With an Authorization header the cookie is ignored, even when the token is invalid.
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    return token !== undefined && isTokenText(token) ? loadTokenViewerByHash(hashSecret(token)) : null;
  }
  const { cookies: sent } = request instanceof NextRequest ? request : new NextRequest(request.url, request);
  return viewerOfCookie(sent.get(sessionCookieName())?.value);
}
