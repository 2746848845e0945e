import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * `node function-host.ts FOLDER LAUNCHER node|web`: answers HTTP with a function on a free loopback port, which it prints.
 * Imports only Node's own modules, so that the function finds no file that was not deployed with it.
 */

type WebHandler = (request: Request) => Promise<Response>;

const [folder = "", launcher = "", kind = "node"] = process.argv.slice(2);

/** The platform keeps the function alive for such work; this process stays anyway. */
const waitUntil = (work: Promise<unknown>): void => {
  work.catch((error: unknown) => console.error("Work after the response failed", error));
};
Reflect.set(globalThis, Symbol.for("@vercel/request-context"), { get: () => ({ waitUntil }) });

function requestOf({ headers, method = "GET", url = "/" }: IncomingMessage): Request {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(new URL(url, `${headers["x-forwarded-proto"]}://${headers.host}`), {
    method: method === "HEAD" ? "GET" : method,
    headers: entries,
  });
}

async function answerWith(handle: WebHandler, request: IncomingMessage, response: ServerResponse) {
  const answer = await handle(requestOf(request));
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.end(Buffer.from(await answer.arrayBuffer()));
}

const load: (file: string) => unknown = createRequire(import.meta.url);

function isHandler(value: unknown): value is RequestListener & WebHandler {
  return typeof value === "function";
}

const handler = load(join(folder, launcher));
if (!isHandler(handler)) throw new Error(`${launcher} exports no handler.`);
const listener: RequestListener =
  kind === "web"
    ? (request, response) => {
        answerWith(handler, request, response).catch((error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        });
      }
    : handler;
const server = createServer(listener).listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) console.log(`Listening on port ${address.port}.`);
});
