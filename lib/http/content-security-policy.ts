import { env } from "@/lib/env";
import { mapOrigins } from "./map-source";
import { photoOrigin } from "./photo-address";
import { stripeOrigins } from "./stripe-origins";
import { TOAST_STYLE_HASHES } from "./toast-style-hashes";

/** Allows scripts with the nonce and scripts they load. Development needs eval for React's server stacks. */
export function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = env().NODE_ENV === "development";
  // `form-action` also applies to redirects of a form.
  const google = env().GOOGLE_CLIENT_ID === undefined ? "" : " https://accounts.google.com";
  const photos = photoOrigin();
  const stripe = stripeOrigins();
  const toastStyles = TOAST_STYLE_HASHES.map((hash) => `'${hash}'`).join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ` 'nonce-${nonce}' ${toastStyles}`}`,
    `img-src 'self' data: blob:${photos === null ? "" : ` ${photos}`}`,
    "font-src 'self' data:",
    [
      "connect-src 'self'",
      ...mapOrigins(),
      ...stripe.connect,
      ...(isDevelopment ? ["ws:", "wss:"] : []),
    ].join(" "),
    ...(stripe.frame.length > 0 ? [["frame-src 'self'", ...stripe.frame].join(" ")] : []),
    "media-src 'self' data: blob:",
    // The map's worker is a blob: see lib/geo/client/map-worker.ts.
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${google}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
