import { env } from "@/lib/env";
import { TOAST_STYLE_HASHES } from "./toast-style-hashes";

/**
 * What a page of ours may load and run: scripts with the nonce and what those load, nothing else from anywhere else.
 * Development alone may evaluate text as code: React rebuilds server stacks in the browser that way.
 */
export function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = env().NODE_ENV === "development";
  // A browser refuses to follow a form to where the policy does not let it, and Google's sign-in is such a place.
  const google = env().GOOGLE_CLIENT_ID === undefined ? "" : " https://accounts.google.com";
  const toastStyles = TOAST_STYLE_HASHES.map((hash) => `'${hash}'`).join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ` 'nonce-${nonce}' ${toastStyles}`}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
    "media-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${google}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
