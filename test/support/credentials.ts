import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { sessionCookieName } from "@/lib/auth/credentials/session-cookie";
import { authSecret } from "@/lib/auth/credentials/session-token";

export async function sessionCookie(userId: string, sessionId: string): Promise<string> {
  const token = await encode({ token: { sub: userId, sid: sessionId }, secret: authSecret() });
  return `${sessionCookieName()}=${token}`;
}

export function requestWith(headers: Record<string, string>): NextRequest {
  return new NextRequest("http://localhost:3000/api/orders", { headers });
}
