import { resolve } from "node:path";
import * as z from "zod";
import { startChild } from "../../test/support/child";
import { NO_LIMITS } from "../../test/support/no-limits";
import type { UpstashShim } from "../../test/support/upstash-shim";
import { startBenchApp } from "../support/bench-app";
import { type Audience, type Emission, emittedSchema, type Memory, memorySchema } from "./wire";

export interface Stream {
  path: string;
  headers: string[];
}

export interface Subject {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  streams(audience: Audience, count: number): Promise<Stream[]>;
  /** Resolves with the number of events when all are published. */
  emit(emission: Emission): Promise<number>;
  /** Publishes while no client is connected. Returns the requests that read the events later; undefined without a log. */
  replay(events: number, clients: number): Promise<Stream[] | undefined>;
  memory(): Promise<Memory>;
  /** Connections to the service behind the subject; undefined if it has none. */
  upstreams(): number | undefined;
  stop(): Promise<void>;
}

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

function pidOf(pid: number | undefined): number {
  if (pid === undefined) throw new Error("A server that runs has a number");
  return pid;
}

const tokensSchema = z.object({ tokens: z.array(z.string()) });

/** Both subjects use the same build, in a server of their own. Without a `shim`: PGlite and the bus within the process. */
export async function startInNext(
  which: "platewire" | "upstash",
  shim: UpstashShim | undefined,
  env: Record<string, string>,
): Promise<Subject> {
  const app = await startBenchApp({
    env: {
      ...NO_LIMITS,
      STREAMS_PER_INSTANCE: "20000",
      ...env,
      ...(shim === undefined
        ? { DATABASE_URL: "" }
        : { UPSTASH_REDIS_REST_URL: shim.url, UPSTASH_REDIS_REST_TOKEN: shim.token }),
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --expose-gc`.trim(),
    },
  });
  const base = `http://127.0.0.1:${app.port}/api/bench`;
  const emit = async (emission: Emission) =>
    emittedSchema.parse(await post(`${base}/emit?subject=${which}`, emission));
  const streamsOf = async (audience: Audience, count: number): Promise<Stream[]> => {
    if (which === "upstash")
      return Array.from({ length: count }, (_, n) => ({
        path: `/api/bench/upstash?channel=${audience === "one" ? "bench" : `bench-${n}`}`,
        headers: [],
      }));
    const { tokens } = tokensSchema.parse(await post(`${base}/people`, { count }));
    return tokens.map((token) => ({
      path: "/api/events/stream",
      headers: [`Authorization: Bearer ${token}`],
    }));
  };
  return {
    name: which === "platewire" ? "platewire" : "@upstash/realtime",
    pid: pidOf(app.pid()),
    port: app.port,
    streams: streamsOf,
    emit: async (emission) => (await emit(emission)).emitted,
    replay: async (events, clients) => {
      const first = Date.now();
      const { cursor } = await emit({ audience: "one", perSecond: 1e6, seconds: events / 1e6, clients });
      const streams = await streamsOf("one", clients);
      return streams.map(({ path, headers }) => ({
        path:
          which === "upstash"
            ? `${path}&last_ack_bench=${first - 1}`
            : `${path}?cursor=${encodeURIComponent(cursor)}`,
        headers,
      }));
    },
    memory: async () => memorySchema.parse(await post(`${base}/memory`, {})),
    upstreams: () => shim?.subscriptions().length,
    stop: () => app.dispose(),
  };
}

export async function startPlain(which: "raw" | "better-sse"): Promise<Subject> {
  const child = startChild(process.execPath, [
    "--expose-gc",
    "--import",
    "tsx",
    resolve("bench/streams/plain-server.ts"),
    which,
  ]);
  await child.printed(/Listening on \d+/);
  const port = Number(/Listening on (\d+)/.exec(child.log())?.[1]);
  const base = `http://127.0.0.1:${port}`;
  return {
    name: which === "raw" ? "raw Node http" : "better-sse",
    pid: pidOf(child.process.pid),
    port,
    streams: async (audience, count) =>
      Array.from({ length: count }, (_, n) => ({
        path: `/stream?channel=${audience === "one" ? "bench" : `bench-${n}`}`,
        headers: [],
      })),
    emit: async (emission) => emittedSchema.parse(await post(`${base}/emit`, emission)).emitted,
    replay: async (events, clients) =>
      which === "raw"
        ? Array.from({ length: clients }, () => ({ path: `/stream?replay=${events}`, headers: [] }))
        : undefined,
    memory: async () => memorySchema.parse(await post(`${base}/memory`, {})),
    upstreams: () => undefined,
    stop: async () => void (await child.stop("SIGKILL")),
  };
}
