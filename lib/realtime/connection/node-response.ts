import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

declare global {
  var platewireResponses: AsyncLocalStorage<ServerResponse> | undefined;
}

function responseOf(message: unknown): ServerResponse | undefined {
  if (typeof message !== "object" || message === null || !("response" in message)) return undefined;
  return message.response instanceof ServerResponse ? message.response : undefined;
}

/** Remembers the response of each request that Node's `http` receives from now on. */
export function rememberResponses(): void {
  if (globalThis.platewireResponses !== undefined) return;
  const responses = new AsyncLocalStorage<ServerResponse>();
  globalThis.platewireResponses = responses;
  subscribe("http.server.request.start", (message) => {
    const response = responseOf(message);
    if (response !== undefined) responses.enterWith(response);
  });
}

/** Undefined where no Node server answers the request. */
export function currentResponse(): ServerResponse | undefined {
  return globalThis.platewireResponses?.getStore();
}
