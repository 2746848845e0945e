import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** Node's own account of what its HTTP servers do: https://nodejs.org/api/diagnostics_channel.html#http. */
const REQUEST_START = "http.server.request.start";
const LOOK_MS = 25;

/** Next makes the server and hands it to nobody: the first request it answers tells which one it is. */
let server: Server | undefined;

function learn(message: unknown): void {
  if (typeof message !== "object" || message === null || !("server" in message)) return;
  if (!(message.server instanceof Server)) return;
  server = message.server;
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
