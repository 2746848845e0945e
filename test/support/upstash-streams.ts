import type { ServerResponse } from "node:http";
import { Redis } from "ioredis";
import type { Disturbance, Faults } from "./upstash-faults";

const HUGE_LINE = `data: message,${"x".repeat(2 * 1024 * 1024)}\n\n`;
const GARBAGE = 'data: \u0000\uFFFD,,,\n\nÿ{"<html>\n\ndata: message,\n\ndata\n\n: \n\ndata: pong\n\n';

export class UpstashStreams {
  readonly #open = new Map<ServerResponse, string>();
  muted = 0;

  constructor(
    private readonly redisPort: number,
    private readonly faults: Faults,
  ) {}

  channels(): string[] {
    return [...this.#open.values()];
  }

  /** Rejects when Redis cannot be reached. */
  async open(channel: string, response: ServerResponse): Promise<void> {
    // The stream stays open and silent when Redis stops, the worst case for a client.
    const subscriber = new Redis({
      port: this.redisPort,
      host: "127.0.0.1",
      lazyConnect: true,
      retryStrategy: () => null,
    });
    subscriber.on("error", () => undefined);
    response.once("close", () => {
      this.#open.delete(response);
      subscriber.disconnect();
    });
    const say = (line: string) => {
      if (this.faults.mute === true) this.muted += 1;
      else response.write(`data: ${line}\n\n`);
    };
    subscriber.on("message", (from, payload) => say(`message,${from},${payload}`));
    await subscriber.connect();
    await subscriber.subscribe(channel);
    if (response.destroyed) return;
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
    response.flushHeaders();
    this.#open.set(response, channel);
    say(`subscribe,${channel},1`);
  }

  disturb(kind: Disturbance, isHit: (channel: string) => boolean): number {
    const hit = [...this.#open].filter(([, channel]) => isHit(channel));
    for (const [response, channel] of hit) {
      if (kind === "end") response.end();
      else if (kind === "break") response.destroy();
      else if (kind === "half_line") response.write(`data: message,${channel},half of wh`);
      else response.write(kind === "garbage" ? GARBAGE : HUGE_LINE);
    }
    return hit.length;
  }
}
