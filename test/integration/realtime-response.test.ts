import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { memoryBus } from "@/lib/realtime/bus/memory";
import type { Connection } from "@/lib/realtime/connection/connection";
import { currentResponse, rememberResponses } from "@/lib/realtime/connection/node-response";
import type { LogReader } from "@/lib/realtime/hub/hub-channel";
import { StreamHub } from "@/lib/realtime/hub/stream-hub";
import { durableMessage } from "@/test/support/bus-messages";
import { ALONE, ROOMY, streamRequest } from "@/test/support/stream-request";

const CHANNEL = "broadcast";
const EMPTY_LOG: LogReader = {
  readPages: async (wanted) => wanted.map(() => ({ epoch: "life", head: 0, tail: 0, events: [] })),
  readHeads: async (names: readonly string[]) =>
    new Map(names.map((name) => [name, { epoch: "life", head: 0, tail: 0 }])),
  readEvents: async () => ({ epoch: "life", head: 0, tail: 0, events: [] }),
  readChanges: async () => ({ now: 0, heads: new Map() }),
};

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
beforeAll(rememberResponses);

/** Responds as Next does, by piping the stream. */
async function startServer() {
  const bus = memoryBus(1);
  const hub = new StreamHub({
    log: EMPTY_LOG,
    bus,
    heartbeatMs: 1e6,
    checkMs: 1e8,
    caps: ROOMY,
    presence: ALONE,
  });
  const opened: Connection[] = [];
  const piped: Uint8Array[] = [];
  const responses: ServerResponse[] = [];
  const answer = async (response: ServerResponse) => {
    responses.push(response);
    const signal = new AbortController().signal;
    const request = await streamRequest(hub, { channels: [CHANNEL], cursor: null, signal });
    const connection = await hub.open({ ...request, response: currentResponse() });
    if (typeof connection === "string") throw new Error(connection);
    opened.push(connection);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    await connection.body.pipeTo(new WritableStream({ write: (chunk) => void piped.push(chunk) }));
  };
  const server = createServer((_, response) => void answer(response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const { port } = address;
  const say = (offset: number, bytes = 10) =>
    bus.publish([durableMessage(CHANNEL, offset, "x".repeat(bytes))]);
  return { hub, port, opened, piped, responses, say };
}

async function ask(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  closers.push(() => socket.destroy());
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  return socket;
}

test("every event reaches the client in order, without passing through the stream's destination", async () => {
  const { port, say, hub, opened, piped } = await startServer();
  const response = fetch(`http://127.0.0.1:${port}/`);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  for (let offset = 1; offset <= 50; offset++) await say(offset);
  const body = text((await response).body ?? new ReadableStream());
  await vi.waitFor(() => expect(hub.stats().dispatched).toBe(50));
  await hub.shutdown();
  const received = await body;
  expect(received).toMatch(/^retry: 1000\nevent: connected\n/);
  const offsets = [...received.matchAll(/"offset":(\d+)/g)].map(([, offset]) => Number(offset));
  expect(offsets).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(received).toContain('event: bye\ndata: {"reason":"shutdown"');
  expect(piped).toEqual([]);
});

test("a client that does not read has a bounded queue and is disconnected", async () => {
  const { port, say, opened } = await startServer();
  const socket = await ask(port);
  socket.pause();
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  const [connection] = opened;
  let most = 0;
  for (let offset = 1; connection?.isClosed === false; offset++) {
    await say(offset, 20_000);
    most = Math.max(most, connection.queuedBytes);
    // The kernel buffers some megabytes first.
    expect(offset).toBeLessThan(2_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(most).toBeLessThan(512 * 1024);
});

test("a client that stops reading just before its stream ends does not keep its socket", async () => {
  const { port, say, hub, opened, responses } = await startServer();
  const socket = await ask(port);
  socket.pause();
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  const [connection] = opened;
  const [response] = responses;
  if (connection === undefined || response === undefined) throw new Error("There is no stream");
  const turns = async () => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  // The kernel's buffer is full, but Node does not report backpressure yet.
  for (let offset = 1; response.writableLength === 0; offset++) {
    await say(offset, 20_000);
    await turns();
  }
  expect(connection.body.isReady).toBe(true);
  const closed = once(response, "close");
  hub.dropAll();
  await closed;
});

test("a client that disconnects leaves no connection behind, whatever is written meanwhile", async () => {
  const { port, say, hub, opened } = await startServer();
  const sockets = await Promise.all(Array.from({ length: 50 }, () => ask(port)));
  await vi.waitFor(() => expect(opened).toHaveLength(50));
  let offset = 0;
  for (const socket of sockets) {
    socket.resetAndDestroy();
    await say(++offset);
  }
  await vi.waitFor(() => expect(hub.stats().connections).toBe(0));
});

test("outside of a request there is no response", () => {
  expect(currentResponse()).toBeUndefined();
});
