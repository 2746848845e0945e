import { Agent, get, type IncomingMessage } from "node:http";
import { type ReadFrame, sseParser } from "./sse-parser";

export interface StreamClient {
  readonly frames: readonly ReadFrame[];
  lastId(): string;
  /** Resolves at the end of the stream: "cut" without a proper end. */
  readonly ended: Promise<"ended" | "cut">;
  close(): void;
}

/** Browsers and proxies keep connections alive. */
const agent = new Agent({ keepAlive: true });

/** Resolves with the `connected` frame; rejects for a response that is not a stream. */
export function openStream(url: string, headers: Record<string, string>): Promise<StreamClient> {
  return new Promise((done, fail) => {
    const request = get(url, { agent, headers });
    request.once("error", fail);
    request.once("response", (response: IncomingMessage) => {
      if (response.statusCode !== 200) {
        response.resume();
        fail(new Error(`The stream was answered with ${response.statusCode}`));
        return;
      }
      const frames: ReadFrame[] = [];
      const parse = sseParser();
      const ended = new Promise<"ended" | "cut">((settle) => {
        response.once("end", () => settle("ended"));
        response.once("close", () => settle("cut"));
      });
      // `ended` reports an aborted connection.
      for (const side of [request, response]) side.on("error", () => undefined);
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const isFirst = frames.length === 0;
        frames.push(...parse(text));
        if (isFirst && frames.length > 0)
          done({
            frames,
            ended,
            lastId: () => frames.at(-1)?.id ?? "",
            close: () => void request.destroy(),
          });
      });
    });
  });
}
