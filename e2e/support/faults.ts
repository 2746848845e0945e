import type { BrowserContext } from "@playwright/test";

/**
 * Collects faults of pages: errors in the console (including refusals by the content security policy), uncaught errors
 * and server errors. `expected` lists those that a test causes deliberately.
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

/** Chromium's messages when the network or the server is down. */
export const LOST_LINE =
  /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED/;
/** Chromium's message for a page that is not found. */
export const NOT_FOUND = /status of 404/;
