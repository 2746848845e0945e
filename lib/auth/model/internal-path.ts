/** Names that end in `.invalid` cannot be registered (RFC 6761). */
const NOWHERE = "http://nowhere.invalid";

/**
 * Returns the path that an untrusted text refers to, or `fallback`. Never leads to another site, whether by
 * `//evil.test`, `/\evil.test`, a tab between the slashes or `/.//evil.test`. An absolute URL passes when its origin is
 * `origin`.
 */
export function internalPath(value: unknown, fallback = "/", origin = NOWHERE): string {
  if (typeof value !== "string" || value === "" || value.length > 2_000) return fallback;
  if (!URL.canParse(value, origin)) return fallback;
  const url = new URL(value, origin);
  if (url.origin !== origin) return fallback;
  // Returning to a sign-in page after signing in would loop.
  if (url.pathname.startsWith("//") || /^\/(api\/auth|signin|signout)(\/|$)/.test(url.pathname))
    return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
