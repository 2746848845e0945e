import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store";
import { ResponseCookies } from "next/dist/server/web/spec-extension/cookies";
import { NextRequest } from "next/server";

type Handler = (request: NextRequest) => Response | Promise<Response>;

interface SendInit {
  method?: string;
  headers?: Record<string, string>;
  body?: URLSearchParams;
}

/** A browser for route handlers, with a cookie jar. */
export interface AppBrowser {
  readonly jar: ReadonlyMap<string, string>;
  /** The `Cookie` header of the next request. */
  cookie(): string;
  send(handler: Handler, path: string, init?: SendInit): Promise<Response>;
  /** Sends a form of one of our own pages. */
  post(handler: Handler, path: string, fields: Record<string, string>): Promise<Response>;
}

const ORIGIN = "http://localhost:3000";

/** Runs a handler within a request, as Next does. Returns its response and the lines that `cookies()` wrote. */
async function handleWithin(request: NextRequest, handler: Handler): Promise<[Response, readonly string[]]> {
  let written: readonly string[] = [];
  const store = createRequestStoreForAPI(
    request,
    request.nextUrl,
    { tags: [], expirationsByCacheKind: new Map() },
    (cookies) => {
      written = cookies;
    },
    undefined,
    undefined,
  );
  const response: unknown = await Reflect.apply(workAsyncStorage.run, workAsyncStorage, [
    { route: request.nextUrl.pathname },
    () => workUnitAsyncStorage.run(store, handler, request),
  ]);
  if (!(response instanceof Response)) throw new Error("The handler did not respond");
  return [response, written];
}

/**
 * Next needs `globalThis.AsyncLocalStorage` when it is loaded, so a test file begins with
 * `vi.hoisted(() => Object.assign(globalThis, process.getBuiltinModule("node:async_hooks")))`.
 */
export function openBrowser({ address = "192.0.2.1" }: { address?: string } = {}): AppBrowser {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  function keep(lines: readonly string[]): void {
    const headers = new Headers();
    for (const line of lines) headers.append("set-cookie", line);
    for (const { name, value, maxAge, expires } of new ResponseCookies(headers).getAll()) {
      const isOver = maxAge === 0 || (expires !== undefined && Number(expires) <= Date.now());
      if (value === "" || isOver) jar.delete(name);
      else jar.set(name, value);
    }
  }

  const send: AppBrowser["send"] = async (handler, path, { method = "GET", headers = {}, body } = {}) => {
    const request = new NextRequest(new URL(path, ORIGIN), {
      method,
      headers: {
        host: "localhost:3000",
        "x-forwarded-proto": "http",
        "x-forwarded-for": address,
        cookie: cookie(),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const [response, written] = await handleWithin(request, handler);
    keep([...response.headers.getSetCookie(), ...written]);
    return response;
  };

  return {
    jar,
    cookie,
    send,
    post: (handler, path, fields) =>
      send(handler, path, {
        method: "POST",
        headers: { origin: ORIGIN },
        body: new URLSearchParams(fields),
      }),
  };
}
