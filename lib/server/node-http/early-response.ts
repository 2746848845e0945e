import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** ms for which the rest of a refused request is read and discarded. */
const LINGER_MS = 5_000;

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}

/**
 * Discards what still arrives. Closing a socket with unread bytes resets the connection, and the client may lose the
 * response: RFC 9112, section 9.6.
 */
function discard(socket: Socket): void {
  const takeOver = () => {
    // A new listener ends Node's shortcut from the socket to its HTTP parser; without the old one nothing is parsed.
    socket.removeAllListeners("data");
    socket.on("data", () => undefined);
  };
  // Only Node's listener, which the shortcut's end removes, starts a paused socket again.
  if (socket.isPaused()) socket.once("resume", takeOver);
  else takeOver();
  socket.resume();
}

function closeSoon(socket: Socket): void {
  socket.end();
  socket.once("end", () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}

/**
 * Makes a response that begins before its request has arrived as a whole say `Connection: close`, and closes the
 * connection after it. Kept alive, the connection would carry the rest of the body where the next request is expected.
 */
export function closeUnlessReceived(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) return;
  // Handlers may take it from the request.
  const { socket } = request;
  let mayStay = response.shouldKeepAlive;
  Object.defineProperty(response, "shouldKeepAlive", {
    // Read when the head is written.
    get: () => mayStay && request.complete,
    set: (value: boolean) => {
      mayStay = value;
    },
  });
  // Before Node's own listener, which closes the socket.
  response.prependOnceListener("finish", () => {
    if (request.complete) return;
    socket.destroySoon = () => closeSoon(socket);
    discard(socket);
  });
}
