import "server-only";
import { Redis, type Requester } from "@upstash/redis";
import { Lines } from "./lines";

export interface UpstreamListener {
  confirmed(): void;
  message(text: string): void;
  garbage(): void;
  /** Called once; not after `close`. */
  ended(why: string): void;
}

/** The service's own limit. */
const LINE_LIMIT = 1024 * 1024;
const PUSHED_LINE = /^(?:message|subscribe|unsubscribe),[^,]+,/;

type Request = Parameters<Requester["request"]>[0];

/** The SDK's own requester reports neither the stream's end nor an error; this one resolves with the reason. */
class StreamingRedis extends Redis {
  constructor(url: string, token: string, listener: UpstreamListener) {
    super({ url, token, automaticDeserialization: false, enableTelemetry: false });
    this.client = {
      request: async (request) => ({
        error: await readStream(url, token, request, listener).catch((error: unknown) => String(error)),
      }),
    };
  }
}

async function readStream(
  url: string,
  token: string,
  { path = [], headers, body, signal, onMessage }: Request,
  listener: UpstreamListener,
): Promise<string> {
  const response = await fetch([url.replace(/\/$/, ""), ...path].join("/"), {
    method: "POST",
    headers: { ...headers, Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
    signal: signal ?? null,
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return `status ${response.status}`;
  }
  const lines = new Lines(
    LINE_LIMIT,
    (line) => {
      const said = line.startsWith("data: ") ? line.slice(6) : null;
      if (said !== null && PUSHED_LINE.test(said)) onMessage?.(said);
      else if (line.trim() !== "" && !line.startsWith(":")) listener.garbage();
    },
    () => listener.garbage(),
  );
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    lines.push(decoder.decode(piece.value, { stream: true }));
  return "ended";
}

/** Returns a function that closes the subscription. */
export function openStream(
  { url, token, topic }: { url: string; token: string; topic: string },
  listener: UpstreamListener,
): () => void {
  const subscriber = new StreamingRedis(url, token, listener).subscribe<unknown>(topic);
  subscriber.on("subscribe", () => listener.confirmed());
  subscriber.on("message", ({ message }) => {
    if (typeof message === "string") listener.message(message);
  });
  subscriber.on("error", (error) => listener.ended(error.message));
  // Also removes the listeners, so that later events are ignored.
  return () => void subscriber.unsubscribe();
}
