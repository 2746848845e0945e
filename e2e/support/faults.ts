import type { BrowserContext } from "@playwright/test";

/**
 * Collects what no page of ours may do: errors in the console (a refusal by the content security policy is one), errors
 * nobody caught, answers of a server that failed. `expected` names what a test itself brings about.
 */
export function watchFaults(context: BrowserContext, expected: readonly RegExp[]): readonly string[] {
  const faults: string[] = [];
  const note = (fault: string) => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (webError) => {
    const error = webError.error();
    note(`uncaught on ${webError.page()?.url() ?? "?"}: ${error.stack ?? error.message}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) note(`answer: ${response.status()} ${response.url()}`);
  });
  return faults;
}

/** What Chromium writes when the line or the server is gone. */
export const LOST_LINE =
  /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED/;
/** What Chromium writes about a page that is not there. */
export const NOT_FOUND = /status of 404/;
