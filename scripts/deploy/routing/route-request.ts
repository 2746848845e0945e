import type { Route, Routes } from "./build-config";
import { type Captures, matchRoute, type RoutedRequest, substitute } from "./match-route";

export type MiddlewareResult<Response> =
  | { kind: "response"; response: Response }
  | { kind: "next"; requestHeaders: Headers; responseHeaders: Headers };

export interface Outputs<Response> {
  /** Static files and functions; the root's output is `/index`. */
  has: (output: string) => boolean;
  runMiddleware: (path: string, request: RoutedRequest) => Promise<MiddlewareResult<Response>>;
}

export type Routed<Response> =
  | { kind: "response"; response: Response }
  | { kind: "redirect"; status: number; responseHeaders: Headers }
  | {
      kind: "output";
      output: string;
      /** The requested path, with the route's parameters in the query. */
      url: string;
      requestHeaders: Headers;
      /** Replaced by the function's own headers. */
      responseHeaders: Headers;
      /** Replace the function's own headers. */
      importantHeaders: Headers;
      status: number | undefined;
    }
  | { kind: "nothing" };

interface Draft extends RoutedRequest {
  responseHeaders: Headers;
  status: number | undefined;
}

const outputOf = (path: string): string => (path === "/" ? "/index" : path.replace(/\/$/, ""));

function redirectOf(draft: Draft): Routed<never> | null {
  const location = draft.responseHeaders.get("location");
  const { status } = draft;
  if (location === null || status === undefined || status < 300 || status > 399) return null;
  const query = draft.query.toString();
  const responseHeaders = new Headers(draft.responseHeaders);
  if (query !== "") responseHeaders.set("location", `${location}?${query}`);
  return { kind: "redirect", status, responseHeaders };
}

function applyRoute(route: Route, captures: Captures, draft: Draft): Draft {
  const next = {
    ...draft,
    query: new URLSearchParams(draft.query),
    headers: new Headers(draft.headers),
    responseHeaders: new Headers(draft.responseHeaders),
    status: route.status ?? draft.status,
  };
  for (const [name, value] of Object.entries(route.headers))
    next.responseHeaders.set(name, substitute(value, captures));
  for (const { op, target, args } of route.transforms) next.headers[op](target.key, args);
  if (route.dest !== undefined) {
    const [path = "", query] = substitute(route.dest, captures).split("?");
    next.path = path;
    for (const [name, value] of new URLSearchParams(query)) next.query.append(name, value);
  }
  return next;
}

function locate(routes: Routes, given: Draft, has: (output: string) => boolean): Draft | null {
  if (has(outputOf(given.path))) return given;
  let draft = given;
  for (const route of [...routes.filesystem, ...routes.miss, ...routes.rewrite]) {
    const captures = matchRoute(route, draft);
    if (captures === null) continue;
    const next = applyRoute(route, captures, draft);
    if (has(outputOf(next.path))) return next;
    if (route.continue) draft = next;
  }
  return null;
}

function errorOf(routes: Routes, draft: Draft, has: (output: string) => boolean): Draft | null {
  const route = routes.error.find(({ status }) => status === 404);
  if (route === undefined) return null;
  const page = applyRoute(route, {}, draft);
  return has(outputOf(page.path)) ? page : null;
}

/** Follows the platform: first phase with the proxy, file system, phases for other paths (dynamic routes), error page. */
export async function routeRequest<Response>(
  routes: Routes,
  request: RoutedRequest,
  outputs: Outputs<Response>,
): Promise<Routed<Response>> {
  let draft: Draft = { ...request, responseHeaders: new Headers(), status: undefined };
  for (const route of routes.start) {
    const captures = matchRoute(route, draft);
    if (captures === null) continue;
    if (route.middlewarePath !== undefined) {
      const result = await outputs.runMiddleware(route.middlewarePath, draft);
      if (result.kind === "response") return result;
      draft = { ...draft, headers: result.requestHeaders };
      for (const [name, value] of result.responseHeaders)
        draft.responseHeaders[name === "set-cookie" ? "append" : "set"](name, value);
    }
    draft = applyRoute(route, captures, draft);
    const redirect = redirectOf(draft);
    if (redirect !== null) return redirect;
    if (!route.continue) break;
  }

  const found = locate(routes, draft, outputs.has) ?? errorOf(routes, draft, outputs.has);
  if (found === null) return { kind: "nothing" };
  const output = outputOf(found.path);
  const importantHeaders = new Headers();
  for (const route of routes.hit) {
    const captures = matchRoute(route, { ...found, path: output });
    if (captures === null) continue;
    for (const [name, value] of Object.entries(route.headers))
      (route.important ? importantHeaders : found.responseHeaders).set(name, substitute(value, captures));
  }
  const requestHeaders = new Headers(found.headers);
  requestHeaders.set("x-matched-path", importantHeaders.get("x-matched-path") ?? output);
  const query = found.query.toString();
  return {
    kind: "output",
    output,
    url: `${request.path}${query === "" ? "" : `?${query}`}`,
    requestHeaders,
    responseHeaders: found.responseHeaders,
    importantHeaders,
    status: found.status,
  };
}
