/** Names that no push service can reach: RFC 2606, RFC 6761, and those of local networks. */
const NOWHERE = /(^|\.)(localhost|local|internal|lan|home|invalid|test|example|example\.(com|net|org))$/;

/**
 * Returns true for the address of a person or page that can be reached: `mailto:` or `https:` with a real host. Apple
 * answers 403 to all others, which looks as if pushes were lost.
 */
export function isContactAddress(subject: string): boolean {
  if (!URL.canParse(subject)) return false;
  const { protocol, hostname, pathname } = new URL(subject);
  const host = (protocol === "mailto:" ? /^[^@\s]+@([^@\s]+)$/.exec(pathname)?.[1] : hostname)?.toLowerCase();
  if (host === undefined || (protocol !== "mailto:" && protocol !== "https:")) return false;
  return host.includes(".") && !NOWHERE.test(host) && /[a-z]/.test(host.slice(host.lastIndexOf(".")));
}
