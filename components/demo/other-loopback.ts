const OTHER: Record<string, string> = { localhost: "127.0.0.1", "127.0.0.1": "localhost" };

/** The same address under this machine's other name for itself; null when it was reached by any other name. */
export function otherLoopback(origin: string): string | null {
  const url = new URL(origin);
  const name = OTHER[url.hostname];
  if (name === undefined) return null;
  url.hostname = name;
  return url.origin;
}
