/** Two years, for this host and those below it. */
const STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains";

/** For what runs no scripts. The policy of pages needs a nonce for each request: see proxy.ts. */
export const INERT_POLICY = {
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The headers of every response. */
export function securityHeaders(isProduction: boolean): Readonly<Record<string, string>> {
  return {
    // Browsers ignore it on plain http, and `next dev` may use https on localhost, where it would outlive the server.
    ...(isProduction && { "Strict-Transport-Security": STRICT_TRANSPORT_SECURITY }),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy":
      "camera=(), microphone=(), payment=(), usb=(), geolocation=(self), screen-wake-lock=(self)",
  };
}
