import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Handler = (request: Request) => Promise<Response>;

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === "string") headers.set(name, value);
  const url = `http://${incoming.headers.host}${incoming.url}`;
  const response = await handler(new Request(url, { method: incoming.method, headers, signal: gone.signal }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  outgoing.once("close", () => void reader?.cancel());
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read())
    outgoing.write(read.value);
  outgoing.end();
}

/** Serves a route handler as Next does, and sets X-Forwarded-For unless the request has it. */
export async function serveRoute(handler: Handler): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    incoming.headers["x-forwarded-for"] ??= incoming.socket.remoteAddress;
    answer(handler, incoming, outgoing).catch((error: unknown) => outgoing.destroy(new Error(String(error))));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
