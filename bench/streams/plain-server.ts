import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { type Channel, createChannel, createSession } from "better-sse";
import { emitSteadily } from "./emit-steadily";
import { type BenchPayload, emissionSchema, measureMemory } from "./wire";

/** `raw`: a prepared buffer written to each response, the least that any server can do. Prints its port. */

interface Topic {
  join(request: IncomingMessage, response: ServerResponse): Promise<void>;
  send(payload: BenchPayload): void;
}

const HEADERS = { "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform" };

function rawFrame(payload: BenchPayload): Buffer {
  return Buffer.from(`event: bench\ndata: ${JSON.stringify(payload)}\nid: ${payload.n}\n\n`);
}

function rawTopic(): Topic {
  const responses = new Set<ServerResponse>();
  return {
    join: async (request, response) => {
      response.writeHead(200, HEADERS);
      response.write("event: connected\ndata: {}\n\n");
      // As long a replay as the others read from their logs.
      const replayed = Number(
        new URL(request.url ?? "/", "http://localhost").searchParams.get("replay") ?? 0,
      );
      if (replayed > 0) response.write(rawReplay(replayed));
      responses.add(response);
      response.once("close", () => responses.delete(response));
    },
    send: (payload) => {
      const frame = rawFrame(payload);
      for (const response of responses) response.write(frame);
    },
  };
}

const replays = new Map<number, Buffer>();
function rawReplay(count: number): Buffer {
  const known = replays.get(count);
  if (known !== undefined) return known;
  const made = Buffer.concat(
    Array.from({ length: count }, (_, n) => rawFrame({ n, sent: 0, text: "x".repeat(220) })),
  );
  replays.set(count, made);
  return made;
}

function betterSseTopic(): Topic {
  const channel: Channel = createChannel();
  return {
    join: async (request, response) => {
      const session = await createSession(request, response, { keepAlive: 10_000 });
      session.push({}, "connected");
      channel.register(session);
    },
    send: (payload) => void channel.broadcast(payload, "bench"),
  };
}

const makeTopic = process.argv[2] === "better-sse" ? betterSseTopic : rawTopic;
const topics = new Map<string, Topic>();
function topicOf(name: string): Topic {
  const topic = topics.get(name) ?? makeTopic();
  topics.set(name, topic);
  return topic;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/stream") return topicOf(searchParams.get("channel") ?? "").join(request, response);
  if (pathname === "/memory") return void response.end(JSON.stringify(measureMemory()));
  const { audience, clients, ...rate } = emissionSchema.parse(await json(request));
  const emitted = await emitSteadily(rate, async (payload) =>
    topicOf(audience === "one" ? "bench" : `bench-${payload.n % clients}`).send(payload),
  );
  response.end(JSON.stringify({ emitted }));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address !== null && typeof address === "object") process.stdout.write(`Listening on ${address.port}\n`);
