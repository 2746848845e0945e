import { Agent, get, type IncomingMessage } from "node:http";
import { type ReadFrame, sseParser } from "./sse-parser";

/** One stream, read with as little as a client can have: for tests with a thousand of them. */
export interface StreamClient {
  readonly frames: readonly ReadFrame[];
  /** The last id it was given. */
  lastId(): string;
  /** Settles with the end of the stream, and says whether it came properly. */
  readonly ended: Promise<"ended" | "cut">;
  close(): void;
}

/** As browsers and proxies do: connections are kept for the next request. */
const agent = new Agent({ keepAlive: true });

/** Resolves when the stream has said `connected`; rejects for any other answer than a stream. */
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
      // A cut is told by `ended`.
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
