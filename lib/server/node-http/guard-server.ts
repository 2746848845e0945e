import "server-only";
import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { env } from "@/lib/env";
import { INERT_POLICY, securityHeaders } from "@/lib/http/security-headers";
import { closeUnlessReceived } from "./early-response";
import { refuseUnroutable } from "./refuse-unroutable";

/** ms that the deadline for a request's headers is longer than an idle connection is kept. */
const HEADERS_LATER_MS = 5_000;

/**
 * Keeps idle connections longer than proxies do (Node: 5 s), and announces it with `Keep-Alive: timeout`: a client that
 * sends its next request while the server closes gets no answer, and a load balancer reports that as 502.
 */
function keepConnections(server: Server): void {
  server.keepAliveTimeout = env().KEEP_ALIVE_SECONDS * 1_000;
  server.headersTimeout = server.keepAliveTimeout + HEADERS_LATER_MS;
  // Node requires the whole request's deadline (default 300 s) not to be shorter. 0 means none.
  if (server.requestTimeout > 0)
    server.requestTimeout = Math.max(server.requestTimeout, server.headersTimeout);
}

/**
 * Every response begins with these headers, because Next gives none of those in next.config.ts to its redirects to a path
 * without a slash. Next replaces the policy where a page has its own.
 */
const firstHeaders = () =>
  new Map(Object.entries({ ...securityHeaders(env().NODE_ENV === "production"), ...INERT_POLICY }));

/** Refuses on a connection that Node has handed over without a response. Returns true when it did. */
function refuseOnSocket(request: IncomingMessage, socket: unknown, headers: Map<string, string>): boolean {
  if (!(socket instanceof Socket)) return false;
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.setHeaders(headers);
  if (!refuseUnroutable(request, response)) return false;
  // Nothing else listens any more, and an 'error' event without a listener ends the process.
  socket.on("error", () => socket.destroy());
  response.once("finish", () => socket.destroySoon());
  response.assignSocket(socket);
  return true;
}

/** Puts our rules before the handlers of a server that someone else created. */
export function guardServer(server: Server): void {
  keepConnections(server);
  const headers = firstHeaders();
  const handlers = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    closeUnlessReceived(request, response);
    response.setHeaders(headers);
    if (refuseUnroutable(request, response)) return;
    for (const handler of handlers) Reflect.apply(handler, server, [request, response]);
  });
  const upgrades = server.listeners("upgrade");
  server.removeAllListeners("upgrade");
  if (upgrades.length > 0)
    server.on("upgrade", (request, socket, head) => {
      if (refuseOnSocket(request, socket, headers)) return;
      for (const handler of upgrades) Reflect.apply(handler, server, [request, socket, head]);
    });
  server.on("connect", (request, socket) => refuseOnSocket(request, socket, headers));
}
