import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { authSecret } from "@/lib/auth/credentials/session-token";

/** `key` is null for a session that was inserted by hand. */
export async function sessionCookie(
  userId: string,
  sessionId: string,
  key: string | null = null,
): Promise<string> {
  const token = await encode({ token: { sub: userId, sid: sessionId, key }, secret: authSecret() });
  return `${sessionCookieName()}=${token}`;
}

export function requestWith(headers: Record<string, string>): NextRequest {
  return new NextRequest("http://localhost:3000/api/orders", { headers });
}
