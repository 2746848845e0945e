import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_START = "http.server.request.start";
/** https://nodejs.org/api/diagnostics_channel.html#net */
const CONNECTION = "net.server.socket";
const POLL_MS = 25;

/** Accepts a burst of reconnects after a restart. Node's default is 511; the kernel caps it at `net.core.somaxconn`. */
const BACKLOG = 4_096;

/** Next does not expose its server; the diagnostics messages of connections and requests do. */
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

function serverOf(message: unknown): Server | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  // A socket has its server as an undocumented property.
  const source = "socket" in message ? message.socket : message;
  if (typeof source !== "object" || source === null || !("server" in source)) return undefined;
  return source.server instanceof Server ? source.server : undefined;
}

/** Calls `prepare` once, with the first connection, before its first request is read. */
export function captureHttpServer(prepare: (server: Server) => void): void {
  const capture = (message: unknown) => {
    const found = serverOf(message);
    if (found === undefined) return;
    // A connection older than this subscription shows itself with its next request.
    for (const channel of [CONNECTION, REQUEST_START]) unsubscribe(channel, capture);
    server = found;
    raiseBacklog(found);
    prepare(found);
  };
  for (const channel of [CONNECTION, REQUEST_START]) subscribe(channel, capture);
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
