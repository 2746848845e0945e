import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_START = "http.server.request.start";
const POLL_MS = 25;

/** Accepts a burst of reconnects after a restart. Node's default is 511; the kernel caps it at `net.core.somaxconn`. */
const BACKLOG = 4_096;

/** Milliseconds that an idle connection stays open: longer than proxies keep theirs (60 s), or they answer with 502. */
const KEEP_ALIVE_MS = 65_000;

/** Next does not expose its server; the first request's diagnostics message does. */
let server: Server | undefined;

/**
 * Calls listen(2) again: Node sets the backlog only when a server starts to listen, which Next does before any of our
 * code runs. Without the internal handle the default stays.
 */
function raiseBacklog(of: Server): void {
  const handle: unknown = Reflect.get(of, "_handle");
  if (typeof handle !== "object" || handle === null) return;
  const listen: unknown = Reflect.get(handle, "listen");
  if (typeof listen === "function") Reflect.apply(listen, handle, [BACKLOG]);
}

function onFirstRequest(message: unknown): void {
  if (typeof message !== "object" || message === null || !("server" in message)) return;
  if (!(message.server instanceof Server)) return;
  server = message.server;
  raiseBacklog(server);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1_000;
  unsubscribe(REQUEST_START, onFirstRequest);
}

export function captureHttpServer(): void {
  subscribe(REQUEST_START, onFirstRequest);
}

function isResponse(value: unknown): value is Pick<ServerResponse, "setHeader" | "headersSent"> {
  return typeof value === "object" && value !== null && "setHeader" in value && "headersSent" in value;
}

function closeAfterResponse(message: unknown): void {
  if (typeof message !== "object" || message === null || !("response" in message)) return;
  if (isResponse(message.response) && !message.response.headersSent)
    message.response.setHeader("Connection", "close");
}

function countConnections(of: Server): Promise<number> {
  return new Promise((done) => of.getConnections((error, count) => done(error === null ? count : 0)));
}

/**
 * Closes each connection as soon as its response is sent; kept-alive ones would delay the exit by seconds. Call it when
 * no new requests are accepted. Resolves when all are closed, or after `timeoutMs` ms.
 */
export async function closeConnections(timeoutMs: number): Promise<void> {
  if (server === undefined) return;
  subscribe(REQUEST_START, closeAfterResponse);
  const until = Date.now() + timeoutMs;
  while ((await countConnections(server)) > 0 && Date.now() < until) {
    server.closeIdleConnections();
    await delay(POLL_MS);
  }
}
