import "server-only";
import { Redis, type Requester } from "@upstash/redis";
import { Lines } from "./lines";

export interface UpstreamListener {
  confirmed(): void;
  message(text: string): void;
  /** A line that says nothing known, or one that is too long. */
  garbage(): void;
  /** Once, however it ended; not after it was closed. */
  ended(why: string): void;
}

/** The service's own limit is 1 MB; what is longer is no message of ours. */
const LINE_LIMIT = 1024 * 1024;
const SAYING = /^(?:message|subscribe|unsubscribe),[^,]+,/;

type Request = Parameters<Requester["request"]>[0];

/**
 * The SDK's own requester answers as soon as the stream has begun, and tells nobody when it ends, breaks or carries a
 * line that is too long. This one answers when the stream has ended, with the reason, which the SDK's subscriber then
 * brings as its `error`.
 */
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
      if (said !== null && SAYING.test(said)) onMessage?.(said);
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

/** One subscription: one request whose answer does not end. Answers with what closes it. */
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
  // Removes the listeners, too: what it says afterwards is heard by nobody.
  return () => void subscriber.unsubscribe();
}
