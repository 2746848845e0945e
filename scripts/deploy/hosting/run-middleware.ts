import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { RoutedRequest } from "../routing/match-route";
import type { MiddlewareResult } from "../routing/route-request";
import { answerTo, openCall } from "./call-function";
import type { FunctionProcess } from "./function-process";

export interface FinishedResponse {
  status: number;
  headers: Headers;
  body: Buffer;
}

const OVERRIDES = "x-middleware-override-headers";
const OVERRIDE = "x-middleware-request-";
/** The request's body stays for the function; the connection is the router's own. */
const NOT_PASSED_ON = ["content-length", "transfer-encoding", "connection"];

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}

/** Follows Next's protocol: the list names every header of the request; each value comes beside it. */
export function readMiddlewareAnswer(
  answer: FinishedResponse,
  request: Headers,
): MiddlewareResult<FinishedResponse> {
  if (answer.headers.has("x-middleware-rewrite"))
    throw new Error("The proxy rewrote a path, which this router does not follow.");
  if (!answer.headers.has("x-middleware-next")) return { kind: "response", response: answer };
  const requestHeaders = new Headers(request);
  const overridden = answer.headers.get(OVERRIDES);
  if (overridden !== null) {
    const names = new Set(overridden.split(",").map((name) => name.trim().toLowerCase()));
    for (const name of request.keys())
      if (!names.has(name) && !NOT_PASSED_ON.includes(name)) requestHeaders.delete(name);
    for (const name of names) {
      const value = answer.headers.get(`${OVERRIDE}${name}`);
      if (value !== null) requestHeaders.set(name, value);
    }
  }
  const own = [...answer.headers].filter(
    ([name]) => !name.startsWith("x-middleware-") && !["date", "keep-alive", ...NOT_PASSED_ON].includes(name),
  );
  return { kind: "next", requestHeaders, responseHeaders: new Headers(own) };
}

export async function runMiddleware(
  host: FunctionProcess,
  method: string | undefined,
  { path, query, headers }: RoutedRequest,
): Promise<MiddlewareResult<FinishedResponse>> {
  const passedOn = new Headers(headers);
  for (const name of NOT_PASSED_ON) passedOn.delete(name);
  const search = query.size === 0 ? "" : `?${query}`;
  const call = await openCall(host, { method, path: `${path}${search}`, headers: passedOn });
  call.end();
  const answer = await answerTo(call);
  const finished = {
    status: answer.statusCode ?? 502,
    headers: headersOf(answer),
    body: await buffer(answer),
  };
  return readMiddlewareAnswer(finished, headers);
}
