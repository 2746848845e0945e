import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { logger } from "@/lib/server/logger";
import { guardServer } from "./guard-server";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const LARGE = Buffer.alloc(8 * 1024 * 1024, "x");
let handler: Handler;
let connections = 0;
const server = createServer((incoming, outgoing) => handler(incoming, outgoing));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function port(): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return address.port;
}

beforeEach(async () => {
  connections = 0;
  sockets.length = 0;
  handler = (_, response) => response.end("ok");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const sockets: Socket[] = [];
server.on("connection", (socket) => {
  connections += 1;
  sockets.push(socket);
});
server.on("upgrade", (_, socket) => socket.destroy());
guardServer(server);

interface Answer {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Uses one connection for all requests that may share one. */
async function send(method: string, path: string, body?: Buffer, headers = {}): Promise<Answer> {
  const sent = request({ agent, port: port(), method, path, headers });
  // The server may close while the body is being sent.
  sent.on("error", () => undefined);
  sent.end(body);
  const [answer]: IncomingMessage[] = await once(sent, "response");
  if (answer === undefined) throw new Error("There is no response");
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

/** Reads as a web stream made of the request does, as in Next: cancelling it destroys the request. */
async function readAFew(incoming: IncomingMessage): Promise<void> {
  const pieces = incoming[Symbol.asyncIterator]();
  await pieces.next();
  await pieces.return?.();
}

function refuseWith(status: number): (_: unknown, response: ServerResponse) => void {
  return (_, response) => {
    response.statusCode = status;
    response.end("refused");
  };
}

const EARLY: [name: string, respond: Handler][] = [
  ["without a look at the body", refuseWith(401)],
  ["by an ended response without a status of its own", (_, response) => response.end("refused")],
  ["with a head that is written first", (_, response) => response.writeHead(403).end("refused")],
  [
    "with a head that asks to keep the connection",
    (_, response) => {
      response.shouldKeepAlive = true;
      response.writeHead(403, { "Content-Length": 7 });
      response.end("refused");
    },
  ],
  [
    "after the first bytes",
    (incoming, response) => {
      incoming.once("data", () => {
        incoming.pause();
        refuseWith(413)(incoming, response);
      });
    },
  ],
  [
    "after the first bytes of a web stream",
    (incoming, response) => {
      void readAFew(incoming).then(() => refuseWith(413)(incoming, response));
    },
  ],
  [
    "in pieces",
    (_, response) => {
      response.write("ref");
      setImmediate(() => response.end("used"));
    },
  ],
];

describe.each(EARLY)("a response sent before its request has arrived, %s", (_name, respond) => {
  it.each([
    ["a length", { "Content-Length": LARGE.byteLength }],
    ["chunks", { "Transfer-Encoding": "chunked" }],
  ])(
    "arrives, ends the connection, and the next request succeeds: a body with %s",
    async (_kind, headers) => {
      handler = respond;
      const early = await send("POST", "/", LARGE, headers);
      expect(early.body).toBe("refused");
      expect(early.headers.connection).toBe("close");
      const [first] = sockets;
      await vi.waitFor(() => expect(first?.destroyed).toBe(true), 10_000);
      // Nothing was cut off.
      expect(first?.bytesRead).toBeGreaterThan(LARGE.byteLength);
      handler = (_, response) => response.end("ok");
      expect((await send("POST", "/", Buffer.from("small"))).body).toBe("ok");
      expect(connections).toBe(2);
    },
  );

  it("arrives at a client that sends its body only afterwards, without a reset", async () => {
    handler = respond;
    const socket = connect(port(), "127.0.0.1");
    const failed = vi.fn();
    socket.on("error", failed);
    socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nfirst");
    let answer = "";
    socket.on("data", (piece) => {
      answer += piece.toString();
      if (!answer.includes("refused")) return;
      socket.removeAllListeners("data");
      socket.resume();
      socket.end(Buffer.alloc(999_995));
    });
    await once(socket, "close");
    expect(answer).toContain("Connection: close");
    expect(failed).not.toHaveBeenCalled();
  });
});

test("a request that follows a refused body on the same connection is not carried out", async () => {
  const paths: (string | undefined)[] = [];
  handler = (incoming, response) => {
    paths.push(incoming.url);
    refuseWith(413)(incoming, response);
  };
  const socket = connect(port(), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write("POST /first HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
  await once(socket, "data");
  socket.end("67890POST /second HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
  await once(socket, "close");
  expect(paths).toEqual(["/first"]);
});

test("a response has the security headers, and the application can replace its policy", async () => {
  expect((await send("GET", "/")).headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  });
  handler = (_, response) => response.setHeader("Content-Security-Policy", "default-src 'self'").end();
  expect((await send("GET", "/")).headers["content-security-policy"]).toBe("default-src 'self'");
});

describe("a connection stays open", () => {
  it.each<[string, string, Buffer | undefined]>([
    ["after a request without a body", "GET", undefined],
    ["after a body that arrived with its request, even if nobody read it", "POST", Buffer.from("small")],
    ["after an empty body", "POST", Buffer.alloc(0)],
  ])("%s", async (_name, method, body) => {
    for (let n = 0; n < 3; n += 1) {
      // The body is on its way with the head; a response in the same turn would come before it.
      handler = (_, response) => setImmediate(() => setImmediate(() => response.end("ok")));
      expect(await send(method, "/", body)).toMatchObject({ status: 200, body: "ok" });
    }
    expect(connections).toBe(1);
  });

  it("after a large body that was read", async () => {
    handler = (incoming, response) => {
      incoming.resume().on("end", () => response.end("ok"));
    };
    for (let n = 0; n < 3; n += 1) expect((await send("POST", "/", LARGE)).body).toBe("ok");
    expect(connections).toBe(1);
  });

  it("for longer than proxies keep it, and says so", async () => {
    const { headers } = await send("GET", "/");
    expect(headers.connection).toBe("keep-alive");
    expect(headers["keep-alive"]).toBe("timeout=75");
    expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
    expect(server.requestTimeout).toBeGreaterThanOrEqual(server.headersTimeout);
  });
});

test.each([
  ["1", 1_000],
  ["620", 620_000],
])("KEEP_ALIVE_SECONDS=%s sets how long, and the deadlines follow", async (seconds, ms) => {
  vi.stubEnv("KEEP_ALIVE_SECONDS", seconds);
  vi.resetModules();
  const { guardServer: guard } = await import("./guard-server");
  const other = createServer();
  guard(other);
  expect(other.keepAliveTimeout).toBe(ms);
  expect(other.headersTimeout).toBeGreaterThan(ms);
  expect(other.requestTimeout).toBeGreaterThanOrEqual(other.headersTimeout);
});

const MALFORMED = [
  ...["/%", "/%a", "/%zz", "/100%/off", "/orders/%E0%A4%A", "/api/orders/%ff", "/%c0%af", "/%ed%a0%80"],
  ...["/_next/static/%E9.js", "/api/tenants/caf%E9/menu?limit=1", "/%f4%90%80%80", "//%", "/%u0041"],
];
const WELL_FORMED = [
  "/",
  "/100%25",
  "/caf%C3%A9",
  "/%F0%9F%8D%A3",
  "/?q=100%",
  "/orders?q=%E9",
  "/%2F..%2f",
  "/%00",
];

describe("an address with a malformed percent escape", () => {
  it.each(MALFORMED)("gets 400, which is logged without the query: %s", async (path) => {
    const warn = vi.spyOn(logger, "warn");
    handler = vi.fn<Handler>();
    const { status, headers, body } = await send("GET", path);
    expect(status).toBe(400);
    expect(headers["content-type"]).toBe("application/json");
    expect(JSON.parse(body)).toEqual({ success: false, errors: [expect.stringContaining("percent sign")] });
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      { status: 400, method: "GET", path: path.split("?")[0] },
      expect.any(String),
    );
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(WELL_FORMED)("is not %s", async (path) => {
    expect(await send("GET", path)).toMatchObject({ status: 200, body: "ok" });
  });

  it("gets a page in a browser, without scripts", async () => {
    const { status, headers, body } = await send("GET", "/%zz", undefined, { Accept: "text/html,*/*;q=0.8" });
    expect(status).toBe(400);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<a href="/">');
    expect(body).not.toContain("%zz");
  });

  it("cannot write a long line into the log", async () => {
    const warn = vi.spyOn(logger, "warn");
    await send("GET", `/%${"z".repeat(10_000)}`);
    expect(JSON.stringify(warn.mock.calls).length).toBeLessThan(500);
  });

  it("gets no body with HEAD, and 400 with a method that has one", async () => {
    expect(await send("HEAD", "/%zz")).toMatchObject({ status: 400, body: "" });
    expect((await send("POST", "/%zz", LARGE)).status).toBe(400);
  });

  it("gets 400 also when it asks for another protocol", async () => {
    const headers = { Connection: "Upgrade", Upgrade: "websocket" };
    expect((await send("GET", "/%zz", undefined, headers)).status).toBe(400);
  });
});

describe("a method that no route has", () => {
  it.each(["TRACE", "PROPFIND", "PURGE", "LINK", "M-SEARCH"])(
    "gets 405, which is logged: %s",
    async (method) => {
      const warn = vi.spyOn(logger, "warn");
      handler = vi.fn<Handler>();
      const { status, headers, body } = await send(method, "/api/orders");
      expect(status).toBe(405);
      expect(headers.allow).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
      expect(JSON.parse(body)).toMatchObject({ success: false });
      expect(warn).toHaveBeenCalledExactlyOnceWith(
        { status: 405, method, path: "/api/orders" },
        expect.any(String),
      );
      expect(handler).not.toHaveBeenCalled();
    },
  );

  it("gets 405 when it asks for a tunnel", async () => {
    const sent = request({ port: port(), method: "CONNECT", path: "orders.example.com:443" });
    sent.end();
    const [answer, socket] = await once(sent, "connect");
    expect(answer.statusCode).toBe(405);
    socket.destroy();
  });

  it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("is not %s", async (method) => {
    expect((await send(method, "/")).status).toBe(200);
  });
});

describe("refused requests", () => {
  it("are logged without their query, which may hold a secret, and at most 100 in a minute", async () => {
    const warn = vi.spyOn(logger, "warn");
    for (let n = 0; n < 120; n += 1) await send("TRACE", "/signin/confirm?token=a-secret");
    expect(warn.mock.calls.length).toBeGreaterThan(0);
    expect(warn.mock.calls.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(warn.mock.calls)).not.toContain("a-secret");
  });
});
