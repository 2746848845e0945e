import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Redis } from "ioredis";
import * as z from "zod";
import { type Answer, answerOf, refusalOf } from "./upstash-answer";
import { type Disturbance, type Faults, fateOf, type PublishFate } from "./upstash-faults";
import { UpstashStreams } from "./upstash-streams";

export type ShimCounts = Record<"commands" | "requests" | "publishes", number> &
  Record<PublishFate | Disturbance, number> & {
    refused: number;
    hung: number;
    failed: number;
    muted: number;
  };

export interface UpstashShim {
  readonly url: string;
  readonly token: string;
  readonly faults: Faults;
  /** Includes commands and publishes that a fault affected. */
  counts(): Readonly<ShimCounts>;
  subscriptions(): string[];
  /** Affects all open subscriptions by default; returns how many. */
  disturb(kind: Disturbance, isHit?: (channel: string) => boolean): number;
  stop(): Promise<void>;
}

const commandSchema = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1);
const LATE_MS = 1_500;
const REORDERED_MS = 250;
const GARBLED = "<html><body>Bad gateway";

function reply(response: ServerResponse, status: number, body: Answer | Answer[]): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Serves the part of Upstash's REST protocol that `@upstash/redis` uses over a plain Redis.
 * https://upstash.com/docs/redis/features/restapi
 */
export async function startUpstashShim(redisPort: number, port = 0): Promise<UpstashShim> {
  const token = "a-token-for-the-shim";
  const faults: Faults = {};
  const streams = new UpstashStreams(redisPort, faults);
  const counts = {
    ...{ commands: 0, requests: 0, publishes: 0, refused: 0, hung: 0, failed: 0 },
    ...{ lost: 0, doubled: 0, late: 0, reordered: 0 },
    ...{ end: 0, break: 0, half_line: 0, garbage: 0, huge_line: 0 },
  };
  const redis = new Redis({
    port: redisPort,
    host: "127.0.0.1",
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 50,
  });
  redis.on("error", () => undefined);
  await once(redis, "ready");

  /** Messages that wait for the next publish of their channel. */
  const overtaken = new Map<string, () => void>();
  const publish = async (channel: string, payload: string): Promise<unknown> => {
    counts.publishes += 1;
    const fate = faults.publish === undefined ? "carried" : fateOf(faults.publish);
    if (fate !== "carried") counts[fate] += 1;
    // Redis may have stopped before a delayed publish.
    const carry = () => void redis.publish(channel, payload).catch(() => undefined);
    if (fate === "lost") return 0;
    if (fate === "late") {
      setTimeout(carry, faults.publish?.lateMs ?? LATE_MS);
      return 1;
    }
    if (fate === "reordered" && !overtaken.has(channel)) {
      const letGo = () => {
        if (overtaken.get(channel) === letGo) overtaken.delete(channel);
        clearTimeout(timer);
        carry();
      };
      const timer = setTimeout(letGo, REORDERED_MS);
      overtaken.set(channel, letGo);
      return 1;
    }
    const heardBy = await redis.publish(channel, payload);
    if (fate === "doubled") carry();
    overtaken.get(channel)?.();
    return heardBy;
  };

  const call = ([name = "", ...args]: string[]): Promise<unknown> => {
    const [channel, payload] = args;
    if (name.toLowerCase() === "publish" && channel !== undefined && payload !== undefined)
      return publish(channel, payload);
    return redis.call(name, ...args);
  };

  const execute = async (command: unknown, isBase64: boolean): Promise<Answer> => {
    try {
      const words = commandSchema.parse(command).map(String);
      counts.commands += 1;
      return answerOf(await call(words), isBase64);
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

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    counts.requests += 1;
    if (faults.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, faults.delay));
    if (faults.refuse === true) {
      counts.refused += 1;
      return void request.socket.destroy();
    }
    if (faults.hang === true) {
      counts.hung += 1;
      return;
    }
    if (faults.status !== undefined) {
      counts.failed += 1;
      if (faults.isGarbled !== true) return reply(response, faults.status, { error: "ERR out of order" });
      return void response.writeHead(faults.status, { "Content-Type": "text/html" }).end(GARBLED);
    }
    if (request.headers.authorization !== `Bearer ${token}`)
      return reply(response, 401, { error: "WRONGPASS invalid or missing auth token" });

    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const channel = /^\/subscribe\/(.+)$/.exec(path)?.[1];
    if (channel !== undefined) return await streams.open(decodeURIComponent(channel), response);

    const isBase64 = request.headers["upstash-encoding"] === "base64";
    const body: unknown = JSON.parse(await text(request));
    if (path === "/pipeline") {
      // Not atomic: other clients' commands may run in between.
      const commands = z.array(z.unknown()).parse(body);
      return reply(response, 200, await Promise.all(commands.map((command) => execute(command, isBase64))));
    }
    const outcome =
      path === "/multi-exec" ? await executeTogether(body, isBase64) : await execute(body, isBase64);
    return reply(response, "error" in outcome ? 400 : 200, outcome);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else reply(response, 500, refusalOf(error));
    });
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The shim has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    faults,
    counts: () => ({ ...counts, muted: streams.muted }),
    subscriptions: () => streams.channels(),
    disturb: (kind, isHit = () => true) => {
      const affected = streams.disturb(kind, isHit);
      counts[kind] += affected;
      return affected;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      redis.disconnect();
    },
  };
}
