import "server-only";
import { eq } from "drizzle-orm";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { NextRequest } from "next/server";
import { cache } from "react";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { readSessionToken } from "@/lib/auth/credentials/session-token";
import { isTokenText } from "@/lib/auth/credentials/tokens";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { isStorable } from "@/lib/text/storable-text";
import { loadSessionViewer, loadTokenViewerByHash, type Viewer } from "./load-viewer";

export type { Viewer } from "./load-viewer";

async function viewerOfCookie(value: string | undefined): Promise<Viewer | null> {
  if (value === undefined) return null;
  const claims = await readSessionToken(value);
  if (claims === null) return null;
  const viewer = await loadSessionViewer(claims.sid);
  return viewer?.userId === claims.sub ? viewer : null;
}

/** Who looks at this page or calls this action; one query however many ask in one request. */
export const currentViewer = cache(
  async (): Promise<Viewer | null> => viewerOfCookie((await cookies()).get(sessionCookieName())?.value),
);

/** Sends who is not signed in to the sign-in page, which leads back to `returnTo`. */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === null) redirect(`/signin?${new URLSearchParams({ callbackUrl: returnTo })}`);
  return viewer;
}

/** Who calls this route, by cookie or `Authorization: Bearer`. */
export async function viewerOfRequest(request: Request): Promise<Viewer | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    // Who sends a token means that one: when it fails, the cookie does not stand in for it.
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    return token !== undefined && isTokenText(token) ? loadTokenViewerByHash(hashSecret(token)) : null;
  }
  const { cookies: sent } = request instanceof NextRequest ? request : new NextRequest(request.url, request);
  return viewerOfCookie(sent.get(sessionCookieName())?.value);
}

export function isStaffOf(viewer: Pick<Viewer, "tenantIds">, tenantId: string): boolean {
  return viewer.tenantIds.includes(tenantId);
}

const tenantOnTheWire = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  cuisine: tenants.cuisine,
  description: tenants.description,
  address_line: tenants.address_line,
  city: tenants.city,
  currency: tenants.currency,
  time_zone: tenants.time_zone,
  delivery_fee: tenants.delivery_fee,
  minimum_order: tenants.minimum_order,
  default_prep_minutes: tenants.default_prep_minutes,
  delivery_minutes: tenants.delivery_minutes,
  is_open: tenants.is_open,
};

/** For a restaurant's own pages: its staff and admins; to everybody else such a page is not there. */
export async function requireStaff(slug: string, returnTo = `/partner/${slug}`) {
  const viewer = await requireViewer(returnTo);
  if (!isStorable(slug)) notFound();
  const db = await queryable();
  const [tenant] = await db.select(tenantOnTheWire).from(tenants).where(eq(tenants.slug, slug));
  if (tenant === undefined || !(viewer.isAdmin || isStaffOf(viewer, tenant.id))) notFound();
  return { viewer, tenant };
}
