import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** Node's own account of what its HTTP servers do: https://nodejs.org/api/diagnostics_channel.html#http. */
const REQUEST_START = "http.server.request.start";
const LOOK_MS = 25;

/**
 * Connections that the kernel holds until this process accepts them, as when all streams come back after a restart. Next
 * listens with Node's default of 511; above `net.core.somaxconn` the kernel takes that instead.
 */
const BACKLOG = 4_096;

/** Next makes the server and hands it to nobody: the first request it answers tells which one it is. */
let server: Server | undefined;

/**
 * Raises the backlog of a server that listens already. Node offers this only when a server begins to listen, which Next
 * does before any code of ours runs; listen(2) on the same socket again does it at any time. Where a version of Node has
 * no such handle, the default stays.
 */
function raiseBacklog(of: Server): void {
  const handle: unknown = Reflect.get(of, "_handle");
  if (typeof handle !== "object" || handle === null) return;
  const listen: unknown = Reflect.get(handle, "listen");
  if (typeof listen === "function") Reflect.apply(listen, handle, [BACKLOG]);
}

function learn(message: unknown): void {
  if (typeof message !== "object" || message === null || !("server" in message)) return;
  if (!(message.server instanceof Server)) return;
  server = message.server;
  raiseBacklog(server);
  unsubscribe(REQUEST_START, learn);
}

export function watchForServer(): void {
  subscribe(REQUEST_START, learn);
}

function isResponse(value: unknown): value is Pick<ServerResponse, "setHeader" | "headersSent"> {
  return typeof value === "object" && value !== null && "setHeader" in value && "headersSent" in value;
}

/** Whoever still asks over a connection that was kept open is told to ask elsewhere the next time. */
function lastAnswer(message: unknown): void {
  if (typeof message !== "object" || message === null || !("response" in message)) return;
  if (isResponse(message.response) && !message.response.headersSent)
    message.response.setHeader("Connection", "close");
}

function countConnections(of: Server): Promise<number> {
  return new Promise((done) => of.getConnections((error, count) => done(error === null ? count : 0)));
}

/**
 * Once nothing new is taken: closes each connection as soon as its answer is out. Without this, connections that are kept
 * alive between requests hold up the end of the process for seconds, and lead their clients to one that is about to end.
 * Resolves when all are closed, or after `patience` milliseconds.
 */
export async function closeConnections(patience: number): Promise<void> {
  if (server === undefined) return;
  subscribe(REQUEST_START, lastAnswer);
  const until = Date.now() + patience;
  while ((await countConnections(server)) > 0 && Date.now() < until) {
    server.closeIdleConnections();
    await delay(LOOK_MS);
  }
}
