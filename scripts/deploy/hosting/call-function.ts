import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { Routed } from "../routing/route-request";
import type { FunctionProcess } from "./function-process";

type Output = Extract<Routed<never>, { kind: "output" }>;

const agent = new Agent({ keepAlive: true });

export function nodeHeaders(headers: Headers): OutgoingHttpHeaders {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 && { "set-cookie": cookies }) };
}

export async function openCall(
  host: FunctionProcess,
  { method = "GET", path, headers }: { method: string | undefined; path: string; headers: Headers },
): Promise<ClientRequest> {
  const port = await host.port();
  return request({ agent, host: "127.0.0.1", port, method, path, headers: nodeHeaders(headers) });
}

export function answerTo(call: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    call.once("response", resolve);
    call.once("error", reject);
  });
}

export async function callFunction(
  host: FunctionProcess,
  { url, requestHeaders, responseHeaders, importantHeaders, status }: Output,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = await openCall(host, { method: request.method, path: url, headers: requestHeaders });
  // Without cancellation a function runs to its end, although nobody reads its response.
  if (host.built.supportsCancellation) response.once("close", () => call.destroy());
  request.pipe(call);
  const answer = await answerTo(call);
  response.writeHead(status ?? answer.statusCode ?? 502, {
    ...nodeHeaders(responseHeaders),
    ...answer.headers,
    ...nodeHeaders(importantHeaders),
  });
  response.flushHeaders();
  answer.once("error", () => response.destroy());
  answer.pipe(response);
  response.once("close", () => answer.resume());
}
