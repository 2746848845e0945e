import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Redis } from "ioredis";
import * as z from "zod";
import { type Answer, answerOf, refusalOf } from "./upstash-answer";

/** What a test may do to the service while it runs. */
export interface Faults {
  /** Every request is answered with this status. */
  status?: number;
  /** Milliseconds that pass before a request is looked at. */
  delay?: number;
  /** New and open subscriptions stay open and say nothing. */
  mute?: boolean;
  /** Every connection is cut at once, as if the service were gone. */
  down?: boolean;
}

export interface UpstashShim {
  readonly url: string;
  readonly token: string;
  readonly faults: Faults;
  /** Since the start: Redis commands carried out, and HTTP requests received. */
  readonly counts: { commands: number; requests: number; muted: number };
  /** Subscription streams that are open now, by channel. */
  subscriptions(): string[];
  /** The open streams end properly, as at Upstash's own time limit. */
  endSubscriptions(): void;
  /** The open streams are cut in the middle, as when a network goes away. */
  breakSubscriptions(): void;
  stop(): Promise<void>;
}

const commandSchema = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1);

function reply(response: ServerResponse, status: number, body: Answer | Answer[]): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Upstash's REST protocol over a plain Redis, as far as `@upstash/redis` uses it: commands, `/pipeline`,
 * `/multi-exec` and `/subscribe/<channel>`. For tests; https://upstash.com/docs/redis/features/restapi.
 */
export async function startUpstashShim(redisPort: number): Promise<UpstashShim> {
  const token = "a-token-for-the-shim";
  const faults: Faults = {};
  const counts = { commands: 0, requests: 0, muted: 0 };
  const streams = new Map<ServerResponse, string>();
  const redis = new Redis({ port: redisPort, host: "127.0.0.1" });

  const execute = async (command: unknown, isBase64: boolean): Promise<Answer> => {
    try {
      const [name, ...args] = commandSchema.parse(command).map(String);
      counts.commands += 1;
      return answerOf(await redis.call(name ?? "", ...args), isBase64);
    } catch (error) {
      return refusalOf(error);
    }
  };

  const executeTogether = async (body: unknown, isBase64: boolean): Promise<Answer | Answer[]> => {
    const commands = z.array(commandSchema).parse(body);
    counts.commands += commands.length;
    const batch = redis.multi();
    for (const [name, ...args] of commands) batch.call(String(name), ...args.map(String));
    try {
      const outcomes = (await batch.exec()) ?? [];
      return outcomes.map(([error, result]) => (error ? refusalOf(error) : answerOf(result, isBase64)));
    } catch (error) {
      return refusalOf(error);
    }
  };

  const stream = async (channel: string, response: ServerResponse): Promise<void> => {
    const subscriber = new Redis({ port: redisPort, host: "127.0.0.1" });
    response.once("close", () => {
      streams.delete(response);
      subscriber.disconnect();
    });
    const say = (line: string) => {
      if (faults.mute === true) counts.muted += 1;
      else response.write(`data: ${line}\n\n`);
    };
    subscriber.on("message", (from, payload) => say(`message,${from},${payload}`));
    await subscriber.subscribe(channel);
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
    response.flushHeaders();
    streams.set(response, channel);
    say(`subscribe,${channel},1`);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    counts.requests += 1;
    if (faults.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, faults.delay));
    if (faults.down === true) return void request.socket.destroy();
    if (faults.status !== undefined) return reply(response, faults.status, { error: "ERR out of order" });
    if (request.headers.authorization !== `Bearer ${token}`)
      return reply(response, 401, { error: "WRONGPASS invalid or missing auth token" });

    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const channel = /^\/subscribe\/(.+)$/.exec(path)?.[1];
    if (channel !== undefined) return await stream(decodeURIComponent(channel), response);

    const isBase64 = request.headers["upstash-encoding"] === "base64";
    const body: unknown = JSON.parse(await text(request));
    if (path === "/pipeline") {
      // Not atomic: others' commands may come between.
      const commands = z.array(z.unknown()).parse(body);
      return reply(response, 200, await Promise.all(commands.map((command) => execute(command, isBase64))));
    }
    const outcome =
      path === "/multi-exec" ? await executeTogether(body, isBase64) : await execute(body, isBase64);
    return reply(response, "error" in outcome ? 400 : 200, outcome);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => reply(response, 400, refusalOf(error)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The shim has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    faults,
    counts,
    subscriptions: () => [...streams.values()],
    endSubscriptions: () => {
      for (const response of streams.keys()) response.end();
    },
    breakSubscriptions: () => {
      for (const response of streams.keys()) response.destroy();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      redis.disconnect();
    },
  };
}
