/** Only to resolve against: nobody can own a name that ends in `.invalid` (RFC 6761). */
const NOWHERE = "http://nowhere.invalid";

/**
 * The path inside this application that a text from outside means, or `fallback`. Never leads to another site:
 * not by `//evil.test`, not by `/\evil.test`, not by a tab between the slashes, not by `/.//evil.test`.
 * An absolute URL passes when its origin is `origin`.
 */
export function internalPath(value: unknown, fallback = "/", origin = NOWHERE): string {
  if (typeof value !== "string" || value === "" || value.length > 2_000) return fallback;
  if (!URL.canParse(value, origin)) return fallback;
  const url = new URL(value, origin);
  if (url.origin !== origin) return fallback;
  // Sign-in is never what somebody wanted to see: coming back to it would go round in circles.
  if (url.pathname.startsWith("//") || /^\/(api\/auth|signin|signout)(\/|$)/.test(url.pathname))
    return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
