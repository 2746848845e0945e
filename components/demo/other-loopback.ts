const OTHER: Record<string, string> = { localhost: "127.0.0.1", "127.0.0.1": "localhost" };

/** Exchanges `localhost` and `127.0.0.1`; null for any other host. */
export function otherLoopback(origin: string): string | null {
  const url = new URL(origin);
  const name = OTHER[url.hostname];
  if (name === undefined) return null;
  url.hostname = name;
  return url.origin;
}
