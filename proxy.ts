import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { refuseBrokenAction } from "@/lib/http/refuse-broken-action";

/** Sets the policy on the request, too: Next reads the nonce there, so all pages are rendered on request. */
export async function proxy(request: NextRequest): Promise<Response> {
  const refused = await refuseBrokenAction(request);
  if (refused !== null) return refused;
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  // Whatever may be a page. The rest runs no scripts and gets its policy in next.config.ts: no path may be in neither.
  matcher: [{ source: "/((?!api/|_next/static/|_next/image$|icon\\.svg$).*)" }],
};
