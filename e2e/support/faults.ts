import type { BrowserContext } from "@playwright/test";

/** Collects console errors, uncaught errors and 5xx responses, except those that match `expected`. */
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
    note(`uncaught on ${webError.page()?.url() ?? "?"}: ${error.stack || error.message}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) note(`answer: ${response.status()} ${response.url()}`);
  });
  return faults;
}

/** Matches Chromium's errors while the network or the server is down. */
export const LOST_LINE =
  /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED/;
/** Enter comes before the board has seen what S changed: the server refuses the older version, and the board sends it anew. */
export const OVERTAKEN = /409 \(Conflict\).*\/api\/commands\/change_order/;
/** Also where the page had begun to arrive before the server knew: React then finds it missing in the browser. */
export const NOT_FOUND = /status of 404|Minified React error #419/;
/** A page of one person whose browser is signed in as another by now. */
export const OTHER_PERSON = /status of 412/;
/** A page whose session has ended asks once more before it knows. */
export const SIGNED_OUT = /status of 401/;
