import "server-only";
import { env } from "@/lib/env";

/** Hosts of the browsers' push services; a leading dot stands for all names below. */
const HOSTS = [
  "fcm.googleapis.com",
  "jmt17.google.com",
  ".push.services.mozilla.com",
  ".push.apple.com",
  ".notify.windows.com",
];

/**
 * Returns true for an address at a known push service or at one of `PUSH_SERVICES`. Subscriptions come from browsers, and
 * without this anybody could make the server send requests into its own network.
 */
export function isPushEndpoint(endpoint: string): boolean {
  if (endpoint.length > 1_000 || !URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, origin, username, password } = new URL(endpoint);
  if (username !== "" || password !== "") return false;
  if (env().PUSH_SERVICES.includes(origin)) return true;
  if (protocol !== "https:" || port !== "") return false;
  return HOSTS.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host));
}
