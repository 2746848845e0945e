import "server-only";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import * as z from "zod/mini";
import { loadCookieViewer } from "@/lib/auth/server/load-viewer";
import { env } from "@/lib/env";
import { idSchema } from "@/lib/text/id";

/** `sid` and `key` name a row in `sessions` and its present cookie. */
const claimsSchema = z.object({ sub: idSchema, sid: idSchema, key: idSchema });
export type SessionClaims = z.infer<typeof claimsSchema>;

/** A fixed secret is sufficient outside production: a cookie is valid only with a row in `sessions`. */
export function authSecret(): string {
  return env().NEXTAUTH_SECRET ?? "for development only: production asks for NEXTAUTH_SECRET";
}

/** Returns null for an invalid or expired cookie. The session may still have been revoked. */
export async function readSessionToken(token: string): Promise<SessionClaims | null> {
  try {
    return claimsSchema.parse(await decode({ token, secret: authSecret() }));
  } catch {
    return null;
  }
}

export async function decodeUnrevoked(params: JWTDecodeParams): Promise<JWT | null> {
  const claims = params.token === undefined ? null : await readSessionToken(params.token);
  return claims !== null && (await loadCookieViewer(claims)) !== null ? { ...claims } : null;
}
