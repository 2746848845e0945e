import "server-only";
import { cookies } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import { callbackCookieName, endedCookie } from "@/lib/auth/credentials/session-cookie";
import { internalPath } from "@/lib/auth/model/internal-path";
import { bodyText, refuseBody } from "@/lib/http/body-text";
import { clientAddress } from "@/lib/http/client-address";
import { logSecurity } from "@/lib/server/security-log";
import { isStorable } from "@/lib/text/storable-text";
import { browserOfLinks, rememberBrowser } from "./link-browser";
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
  // JSON could hold values of any type, which next-auth does not check.
  if (!type.startsWith("application/x-www-form-urlencoded"))
    return new Response("Unsupported media type", { status: 415 });
  const read = await bodyText(request, BODY_LIMIT);
  if (!read.ok) return refuseBody(read.fault);
  if (!isReadable(new URLSearchParams(read.text)))
    return new Response("This form cannot be read", { status: 400 });
  return new NextRequest(url, { method: "POST", headers: request.headers, body: read.text });
}

/** next-auth puts messages of exceptions into the URL of its error page. */
function withoutMessage(response: Response): { response: Response; error: string | null } {
  const location = response.headers.get("location");
  if (location === null || !URL.canParse(location, "http://localhost")) return { response, error: null };
  const error = new URL(location, "http://localhost").searchParams.get("error");
  if (error === null || /^[A-Za-z]{1,40}$/.test(error)) return { response, error };
  response.headers.set("location", "/signin?error=Callback");
  return { response, error: "Exception" };
}

/** next-auth keeps its next page in a cookie, and answers every request with 500 while that is no URL. Ends the cookie. */
async function refuseCallbackCookie(): Promise<Response | null> {
  const stored = (await cookies()).get(callbackCookieName())?.value;
  if (stored === undefined || stored === "" || (/^https?:\/\//.test(stored) && URL.canParse(stored)))
    return null;
  const response = new NextResponse("A cookie cannot be read. It was removed: try again", { status: 400 });
  response.cookies.set(endedCookie(callbackCookieName()));
  return response;
}

/** Runs next-auth without `handleAuth`'s rules about methods. */
export async function runAuth(request: NextRequest, path: readonly string[]): Promise<Response> {
  const [action, way = "-"] = path;
  const prepared = (await refuseCallbackCookie()) ?? (await prepareRequest(request));
  if (prepared instanceof Response) return prepared;
  const address = clientAddress(request);
  const isRequestingLink = request.method === "POST" && action === "signin" && way === "email";
  const browser = isRequestingLink ? await rememberBrowser() : await browserOfLinks();
  const options = authOptions({ address, browser });
  const isSigningIn = action === "callback";
  const { response, error } = withoutMessage(
    await NextAuth(
      prepared,
      { params: { nextauth: [...path] } },
      // Hides the current session: next-auth would link the new account to the person signed in at this browser.
      isSigningIn ? { ...options, jwt: { ...options.jwt, decode: () => null } } : options,
    ),
  );
  if (error !== null && (isSigningIn || request.method === "POST"))
    logSecurity("sign_in_failed", { way: way.slice(0, 20), reason: error, address });
  return response;
}

const onlyBy = (method: "GET" | "POST") => new Response(null, { status: 405, headers: { Allow: method } });

/** The callbacks sign in, so each answers the one method that its way of signing in needs. */
function refuseCallback(request: NextRequest, way: string | undefined): Response | null {
  const { method } = request;
  if (way === "email") {
    if (method === "POST") return onlyBy("GET");
    // Mail scanners open links, and anyone can send theirs: the page asks first.
    const { search } = new URL(request.url);
    return new Response(null, {
      status: 303,
      headers: { Location: `/signin/confirm${search}`, "Cache-Control": "no-store" },
    });
  }
  const expected = way === "demo" ? "POST" : "GET";
  return method === expected ? null : onlyBy(expected);
}

export async function handleAuth(request: NextRequest, path: readonly string[]): Promise<Response> {
  const [action, way] = path;
  // `_log` lets browsers write into the server's log; none of our pages uses it.
  if (action === "_log") return new Response("Not found", { status: 404 });
  const refused = action === "callback" ? refuseCallback(request, way) : null;
  return refused ?? runAuth(request, path);
}
