import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { authSecret } from "@/lib/auth/credentials/session-token";

/** Of the sessions that tests insert. */
export const COOKIE_KEY = "00000000-0000-4000-8000-00000000c00c";

export async function sessionCookie(userId: string, sessionId: string, key = COOKIE_KEY): Promise<string> {
  const token = await encode({ token: { sub: userId, sid: sessionId, key }, secret: authSecret() });
  return `${sessionCookieName()}=${token}`;
}

export function requestWith(headers: Record<string, string>): NextRequest {
  return new NextRequest("http://localhost:3000/api/orders", { headers });
}
