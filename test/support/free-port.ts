import { once } from "node:events";
import { createServer } from "node:net";

/** A port on the loopback interface that nobody listened on a moment ago; its taker must be ready to try another. */
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
