import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";
import { env } from "@/lib/env";

/** Anyone can send `X-Forwarded-For`, and Next keeps it, so only entries of trusted proxies count. */

export const FORWARDED_FOR = "x-forwarded-for";
const WITH_PORT = /^(?:([\d.]+)|\[(.+)\]):\d+$/;
const MAPPED_IPV4 = /^::ffff:(?=[\d.]+$)/i;
/** Requests without a known address share one key. */
const UNKNOWN = "unknown";

/** Keeps the first 64 bits of an IPv6 address: a client can choose the rest freely. */
function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const words = (text: string) => (text === "" ? [] : text.split(":"));
  // A dotted quad stands for two words, never among the first four.
  const last =
    tail === undefined ? [] : words(tail).flatMap((word) => (word.includes(".") ? ["0", "0"] : [word]));
  const zeros = tail === undefined ? 0 : 8 - words(head).length - last.length;
  const all = [...words(head), ...Array<string>(zeros).fill("0"), ...last];
  const first = all.slice(0, 4).map((word) => Number.parseInt(word, 16).toString(16));
  return `${first.join(":")}::/64`;
}

/** Returns an IPv4 address, or the /64 network of an IPv6 address. */
export function addressKey(address: string): string {
  const plain = address.trim().replace(WITH_PORT, "$1$2").replace(MAPPED_IPV4, "");
  if (isIPv4(plain)) return plain;
  return isIPv6(plain) ? networkOf(plain) : UNKNOWN;
}

/** Takes the entry that the outermost of `proxies` proxies appended. */
export function forwardedAddress(header: string | null, proxies: number): string {
  const addresses = (header ?? "").split(",");
  return addressKey(addresses.at(-proxies) ?? addresses[0] ?? "");
}

function trustedProxies(): number {
  const { TRUSTED_PROXIES, VERCEL } = env();
  // Vercel overwrites the header itself.
  return TRUSTED_PROXIES ?? (VERCEL === undefined ? 0 : 1);
}

/** Needs `replaceForwardedFor` to have been called. */
export function clientAddress({ headers }: { headers: Pick<Headers, "get"> }): string {
  return forwardedAddress(headers.get(FORWARDED_FOR), Math.max(1, trustedProxies()));
}

/**
 * Without trusted proxies, sets the header to the connection's address before Next sees it: route handlers have no
 * other access to the connection.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
export function replaceForwardedFor(): void {
  if (trustedProxies() > 0) return;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage)
      request.headers[FORWARDED_FOR] = request.socket.remoteAddress ?? UNKNOWN;
  });
}
