import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { internalPath } from "@/lib/auth/model/internal-path";
import { boundedText } from "@/lib/http/bounded-text";
import { isStorable } from "@/lib/text/storable-text";
import { authOptions } from "./options";
import { originOf } from "./origin";

const BODY_LIMIT = 16 * 1024;
/** In characters; far above an address or what a provider sends back. */
const FIELD_LENGTH = 2_048;

/** Checked here, because next-auth passes any text on to the database and to the log. */
function isReadable(fields: URLSearchParams): boolean {
  return [...fields].every((pair) => pair.every((text) => text.length <= FIELD_LENGTH && isStorable(text)));
}

/** Keeps the callbackUrl on this site and bounds fields and body; next-auth does none of it. */
async function prepareRequest(request: NextRequest): Promise<NextRequest | Response> {
  const url = new URL(request.url);
  const callbackUrl = url.searchParams.get("callbackUrl");
  if (callbackUrl !== null)
    url.searchParams.set("callbackUrl", internalPath(callbackUrl, "/", originOf(request.headers)));
  if (!isReadable(url.searchParams)) return new Response("This address cannot be read", { status: 400 });
  if (request.method !== "POST") return new NextRequest(url, { headers: request.headers });
  const type = request.headers.get("content-type") ?? "";
  // Next-auth also takes JSON, which none of our pages sends.
  if (!type.startsWith("application/x-www-form-urlencoded"))
    return new Response("Unsupported media type", { status: 415 });
  const body = await boundedText(request, BODY_LIMIT);
  if (body === null) return new Response("Too large", { status: 413 });
  if (!isReadable(new URLSearchParams(body)))
    return new Response("This form cannot be read", { status: 400 });
  return new NextRequest(url, { method: "POST", headers: request.headers, body });
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
