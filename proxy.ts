import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

/** Sets the policy on the request, too: Next reads the nonce there, so all pages are rendered on request. */
export function proxy(request: NextRequest): NextResponse {
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
