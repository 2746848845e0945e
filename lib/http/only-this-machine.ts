import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIPv4 } from "node:net";

function isThisMachine(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:(?=[\d.]+$)/i, "") ?? "";
  return plain === "::1" || (isIPv4(plain) && plain.startsWith("127."));
}

/**
 * Closes connections from other machines before Next sees their requests. `next dev` listens on all interfaces, and with
 * demo people anyone who reaches the server can be its admin.
 */
export function refuseOtherMachines(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage && !isThisMachine(request.socket.remoteAddress))
      request.socket.destroy();
  });
}
