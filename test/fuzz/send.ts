import { Agent, request } from "node:http";
import type { FuzzRequest } from "./requests";

export interface Answer {
  /** 0: the connection ended without an answer. */
  readonly status: number;
  readonly ms: number;
  /** Of the body; empty for a stream. */
  readonly text: string;
  readonly retryAfter: string | undefined;
  /** A reason why there is no whole answer. */
  readonly fault: string | null;
}

/** Far more than any answer takes, on a busy machine too. */
const PATIENCE_MS = 30_000;
/** Node answers a longer head with 431 and closes the connection at once, so that the answer may be lost. */
const HEAD_LIMIT = 16_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Never rejects. A stream of events is closed after its first bytes. */
export function send(port: number, { method, path, headers, body }: FuzzRequest): Promise<Answer> {
  const began = performance.now();
  const isTooLong = path.length + JSON.stringify(headers).length > HEAD_LIMIT;
  return new Promise((resolve) => {
    const done = (answer: Partial<Answer>) => {
      clearTimeout(timer);
      resolve({
        status: 0,
        ms: performance.now() - began,
        text: "",
        retryAfter: undefined,
        fault: null,
        ...answer,
      });
    };
    const length = body === null ? {} : { "content-length": body.byteLength };
    const sent = request({
      agent,
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: { ...headers, ...length },
      // A redirect repeats a long address in two headers.
      maxHeaderSize: 65_536,
    });
    const timer = setTimeout(() => {
      done({ fault: "no whole answer within 30 s" });
      sent.destroy();
    }, PATIENCE_MS);
    sent.on("error", (error) => done(isTooLong ? { status: 431 } : { fault: `no answer: ${error.message}` }));
    sent.on("response", (response) => {
      const { statusCode: status = 0 } = response;
      const retryAfter = response.headers["retry-after"];
      const isStream = response.headers["content-type"]?.startsWith("text/event-stream") === true;
      const chunks: Buffer[] = [];
      response.on("error", (error) => done({ status, fault: `cut off: ${error.message}` }));
      response.on("data", (chunk: Buffer) => {
        if (!isStream) return void chunks.push(chunk);
        done({ status });
        sent.destroy();
      });
      response.on("end", () => done({ status, retryAfter, text: Buffer.concat(chunks).toString() }));
    });
    sent.end(body ?? undefined);
  });
}
