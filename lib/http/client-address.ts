import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";
import { env } from "@/lib/env";

/**
 * Where a request comes from. Anybody can write an `X-Forwarded-For` of their own, and Next sets it only where it is
 * absent: what counts is what a proxy of ours has appended, or the connection itself.
 */

const HEADER = "x-forwarded-for";
/** Some proxies append the port, too. */
const WITH_PORT = /^(?:([\d.]+)|\[(.+)\]):\d+$/;
const MAPPED_IPV4 = /^::ffff:(?=[\d.]+$)/i;
/** What comes from nowhere that we know of counts as one. */
const UNKNOWN = "unknown";

/** The first 64 bits: what follows is each device's, or each attacker's, to choose. */
function networkOf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const words = (text: string) => (text === "" ? [] : text.split(":"));
  // A dotted quad at the end stands for two words; among the first four there can be none.
  const last =
    tail === undefined ? [] : words(tail).flatMap((word) => (word.includes(".") ? ["0", "0"] : [word]));
  const zeros = tail === undefined ? 0 : 8 - words(head).length - last.length;
  const all = [...words(head), ...Array<string>(zeros).fill("0"), ...last];
  const first = all.slice(0, 4).map((word) => Number.parseInt(word, 16).toString(16));
  return `${first.join(":")}::/64`;
}

/** What stands for an address where addresses are counted: an IPv4 address, or the network of an IPv6 one. */
export function addressKey(address: string): string {
  const plain = address.trim().replace(WITH_PORT, "$1$2").replace(MAPPED_IPV4, "");
  if (isIPv4(plain)) return plain;
  return isIPv6(plain) ? networkOf(plain) : UNKNOWN;
}

/** The address that the outermost of so many proxies was asked from; each has appended one. */
export function forwardedAddress(header: string | null, proxies: number): string {
  const addresses = (header ?? "").split(",");
  return addressKey(addresses.at(-proxies) ?? addresses[0] ?? "");
}

function trustedProxies(): number {
  const { TRUSTED_PROXIES, VERCEL } = env();
  // Vercel itself writes the header, and lets nobody else's through.
  return TRUSTED_PROXIES ?? (VERCEL === undefined ? 0 : 1);
}

/** Of IPv6 the network: see `addressKey`. Relies on `settleForwardedFor`. */
export function clientAddress(request: Request): string {
  return forwardedAddress(request.headers.get(HEADER), Math.max(1, trustedProxies()));
}

/**
 * Where no proxy is trusted, the header is written anew as a request arrives, before Next sees it: from then on it tells of
 * the connection. Next gives a route handler no other way to learn of it.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
export function settleForwardedFor(): void {
  if (trustedProxies() > 0) return;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage) request.headers[HEADER] = request.socket.remoteAddress ?? UNKNOWN;
  });
}
