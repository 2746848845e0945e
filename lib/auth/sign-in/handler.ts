import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { internalPath } from "@/lib/auth/model/internal-path";
import { bodyText, refuseBody } from "@/lib/http/body-text";
import { authOptions } from "./options";
import { originOf } from "./origin";

const BODY_LIMIT = 16 * 1024;

/** Keeps the callbackUrl on this site and bounds the body; next-auth does neither. */
async function prepareRequest(request: NextRequest): Promise<NextRequest | Response> {
  const url = new URL(request.url);
  const callbackUrl = url.searchParams.get("callbackUrl");
  if (callbackUrl !== null)
    url.searchParams.set("callbackUrl", internalPath(callbackUrl, "/", originOf(request.headers)));
  if (request.method !== "POST") return new NextRequest(url, { headers: request.headers });
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded") && !type.startsWith("application/json"))
    return new Response("Unsupported media type", { status: 415 });
  const read = await bodyText(request, BODY_LIMIT);
  if (!read.ok) return refuseBody(read.fault);
  return new NextRequest(url, { method: "POST", headers: request.headers, body: read.text });
}

export async function handleAuth(request: NextRequest, path: string[]): Promise<Response> {
  const [action] = path;
  // `_log` lets browsers write into the server's log; none of our pages uses it.
  if (action === "_log") return new Response("Not found", { status: 404 });
  const prepared = await prepareRequest(request);
  if (prepared instanceof Response) return prepared;
  const options = authOptions();
  const isSigningIn = action === "callback";
  return NextAuth(
    prepared,
    { params: { nextauth: path } },
    // Hides the current session: next-auth would link the new account to the person signed in at this browser.
    isSigningIn ? { ...options, jwt: { ...options.jwt, decode: () => null } } : options,
  );
}
