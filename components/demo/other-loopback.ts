const OTHER: Record<string, string> = { localhost: "127.0.0.1", "127.0.0.1": "localhost" };

/** Chromium and Firefox take every name below `localhost` for this machine (RFC 6761). */
const THIRD = "rider.localhost";

/** Exchanges `localhost` and `127.0.0.1`; null for any other host. */
export function otherLoopback(origin: string): string | null {
  const url = new URL(origin);
  const name = OTHER[url.hostname];
  if (name === undefined) return null;
  url.hostname = name;
  return url.origin;
}

/** A third name of the same machine, with a sign-in of its own; null for hosts other than the loopback. */
export function thirdLoopback(origin: string): string | null {
  const url = new URL(origin);
  if (OTHER[url.hostname] === undefined) return null;
  url.hostname = THIRD;
  return url.origin;
}
