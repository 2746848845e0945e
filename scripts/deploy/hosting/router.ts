import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { RoutedRequest } from "../routing/match-route";
import { routeRequest } from "../routing/route-request";
import type { Deployment, StaticFile } from "../unpack";
import { callFunction, nodeHeaders } from "./call-function";
import type { FunctionProcess } from "./function-process";
import { type FinishedResponse, runMiddleware } from "./run-middleware";

interface Router {
  readonly port: number;
  stop(): Promise<void>;
}

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
/** Headers that only the platform may set. */
const INTERNAL = /^(x-matched-path$|x-now-|x-vercel-|x-middleware-|x-forwarded-|x-real-ip$)/;

function routedRequestOf({ url = "/", headers, socket }: IncomingMessage): RoutedRequest {
  const { pathname, searchParams } = new URL(`http://host${url}`);
  const sent = Object.entries(headers).filter(([name]) => !INTERNAL.test(name));
  const all = new Headers(sent.map(([name, value]): [string, string] => [name, String(value)]));
  const address = socket.remoteAddress ?? "";
  all.set("x-forwarded-for", address);
  all.set("x-real-ip", address);
  all.set("x-forwarded-host", headers.host ?? "");
  all.set("x-forwarded-proto", "http");
  return { path: pathname, query: searchParams, headers: all };
}

function sendFile(
  { file, contentType }: StaticFile,
  headers: Headers,
  response: ServerResponse,
  status = 200,
) {
  headers.set("content-type", contentType ?? TYPES[extname(file)] ?? "application/octet-stream");
  response.writeHead(status, nodeHeaders(headers));
  return pipeline(createReadStream(file), response);
}

function finish({ status, headers, body }: FinishedResponse, response: ServerResponse): void {
  response.writeHead(status, nodeHeaders(headers)).end(body);
}

/** Answers as the platform's edge would. `hostOf` finds a function's process by output. */
export async function startRouter(
  { config, functions, staticFiles }: Deployment,
  hostOf: (output: string) => FunctionProcess,
): Promise<Router> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const routed = await routeRequest<FinishedResponse>(config.routes, routedRequestOf(request), {
      has: (output) => staticFiles.has(output) || functions.has(output),
      runMiddleware: (path, asked) => runMiddleware(hostOf(path), request.method, asked),
    });
    if (routed.kind === "response") return finish(routed.response, response);
    if (routed.kind === "redirect")
      return finish({ status: routed.status, headers: routed.responseHeaders, body: Buffer.of() }, response);
    if (routed.kind === "nothing")
      return finish({ status: 404, headers: new Headers(), body: Buffer.of() }, response);
    const file = staticFiles.get(routed.output);
    if (file === undefined) return await callFunction(hostOf(routed.output), routed, request, response);
    const headers = new Headers([...routed.responseHeaders, ...routed.importantHeaders]);
    return await sendFile(file, headers, response, routed.status);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`${request.method} ${request.url} could not be answered:`, error);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The router has no port.");
  return {
    port: address.port,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
