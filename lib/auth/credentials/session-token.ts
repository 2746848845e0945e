import "server-only";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import * as z from "zod";
import { loadSessionViewer } from "@/lib/auth/server/load-viewer";
import { env } from "@/lib/env";

/** What the session cookie says: whose it is, and which row of `sessions` it stands for. */
const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });
export type SessionClaims = z.infer<typeof claimsSchema>;

/** Outside production a fixed one will do: a cookie counts only together with a row in `sessions`. */
export function authSecret(): string {
  return env().NEXTAUTH_SECRET ?? "for development only: production asks for NEXTAUTH_SECRET";
}

/** The claims of a cookie that we made and that has not expired; the session may have been revoked since. */
export async function readSessionToken(token: string): Promise<SessionClaims | null> {
  try {
    return claimsSchema.parse(await decode({ token, secret: authSecret() }));
  } catch {
    return null;
  }
}

/** For next-auth: as its own decoding, but a revoked session's token is no token. */
export async function decodeUnrevoked(params: JWTDecodeParams): Promise<JWT | null> {
  const claims = params.token === undefined ? null : await readSessionToken(params.token);
  return claims !== null && (await loadSessionViewer(claims.sid)) !== null ? { ...claims } : null;
}
