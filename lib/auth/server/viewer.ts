import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NextRequest } from "next/server";
import { cache } from "react";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { readSessionToken } from "@/lib/auth/credentials/session-token";
import { isTokenText } from "@/lib/auth/credentials/tokens";
import { currentBan } from "./current-ban";
import { loadCookieViewer, loadTokenViewerByHash, type Viewer } from "./load-viewer";

export type { Viewer } from "./load-viewer";

async function viewerOfCookie(value: string | undefined): Promise<Viewer | null> {
  if (value === undefined) return null;
  const claims = await readSessionToken(value);
  if (claims === null) return null;
  return loadCookieViewer(claims);
}

/** Returns null without a session. One query per request. */
export const currentViewer = cache(
  async (): Promise<Viewer | null> => viewerOfCookie((await cookies()).get(sessionCookieName())?.value),
);

/** Redirects a visitor to the sign-in page, which leads back to `returnTo`, and a banned person to the appeal. */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === null && (await currentBan()) !== null) redirect("/appeal");
  if (viewer === null) redirect(`/signin?${new URLSearchParams({ callbackUrl: returnTo })}`);
  return viewer;
}

const found = new WeakMap<Request, Viewer>();

/** Returns the viewer that `viewerOfRequest` found for this request before. */
export function viewerFoundFor(request: Request): Viewer | undefined {
  return found.get(request);
}

/** Accepts the cookie or `Authorization: Bearer`; returns null when neither is valid. */
export async function viewerOfRequest(request: Request): Promise<Viewer | null> {
  const viewer = await readViewer(request);
  if (viewer !== null) found.set(request, viewer);
  return viewer;
}

async function readViewer(request: Request): Promise<Viewer | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    // Ignores the cookie of a request with an Authorization header, even when the token is invalid.
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    return token !== undefined && isTokenText(token) ? loadTokenViewerByHash(hashSecret(token)) : null;
  }
  const { cookies: sent } = request instanceof NextRequest ? request : new NextRequest(request.url, request);
  return viewerOfCookie(sent.get(sessionCookieName())?.value);
}
