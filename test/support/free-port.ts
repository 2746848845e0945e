import { once } from "node:events";
import { createServer } from "node:net";

/** Returns a free loopback port. Another process may take it, so the caller must retry. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The loopback interface gave no port.");
  server.close();
  await once(server, "close");
  return address.port;
}
