import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** Published by Node for each HTTP request: https://nodejs.org/api/diagnostics_channel.html#http. */
const REQUEST_START = "http.server.request.start";
const POLL_MS = 25;

/**
 * Connections that the kernel queues until this process accepts them, as when all streams reconnect after a restart. Next
 * listens with Node's default of 511. The kernel caps the value at `net.core.somaxconn`.
 */
const BACKLOG = 4_096;

/** Next creates the server and does not expose it; the first request's diagnostics message does. */
let server: Server | undefined;

/**
 * Raises the backlog of a listening server by calling listen(2) again. Node sets it only when a server starts to listen,
 * which Next does before any of our code runs. Without the internal handle the default stays.
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
  unsubscribe(REQUEST_START, onFirstRequest);
}

export function captureHttpServer(): void {
  subscribe(REQUEST_START, onFirstRequest);
}

function isResponse(value: unknown): value is Pick<ServerResponse, "setHeader" | "headersSent"> {
  return typeof value === "object" && value !== null && "setHeader" in value && "headersSent" in value;
}

/** Makes clients of kept-alive connections reconnect elsewhere for their next request. */
function closeAfterResponse(message: unknown): void {
  if (typeof message !== "object" || message === null || !("response" in message)) return;
  if (isResponse(message.response) && !message.response.headersSent)
    message.response.setHeader("Connection", "close");
}

function countConnections(of: Server): Promise<number> {
  return new Promise((done) => of.getConnections((error, count) => done(error === null ? count : 0)));
}

/**
 * Closes each connection as soon as its response is sent. Call it when no new requests are accepted; otherwise kept-alive
 * connections delay the exit by seconds. Resolves when all are closed, or after `timeoutMs` ms.
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
