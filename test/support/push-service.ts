import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** How the service answers: with a status, never, or with 201 once `release` is called. */
export type PushAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | "never"
  | "slow";

export interface ReceivedPush {
  readonly headers: Readonly<Record<string, string>>;
  /** Decrypted. */
  readonly payload: unknown;
}

export interface TestBrowser {
  readonly subscription: { readonly endpoint: string; readonly p256dh: string; readonly auth: string };
  /** What it received with an answer of 201, in order. */
  readonly received: ReceivedPush[];
  /** All requests, whatever the answer. */
  readonly asked: ReceivedPush[];
  /** Their bodies as they came. */
  readonly bodies: Buffer[];
  /** The next answers, in order; 201 afterwards. */
  readonly answers: PushAnswer[];
  /** Answers the requests that wait. */
  release(): void;
  /** Resolves when at least so many requests have come. */
  wasAsked(times: number): Promise<void>;
}

export interface BrowserKeys {
  readonly pair: ECDH;
  readonly auth: Buffer;
}

/** Reverses RFC 8291 with the receiver's private key, by `node:crypto` alone. Throws when a byte is wrong. */
export function decrypt(body: Buffer, { pair, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const sender = body.subarray(21, 21 + length);
  const record = body.subarray(21 + length);
  const derive = (secret: Uint8Array, by: Uint8Array, info: Buffer, bytes: number) =>
    Buffer.from(hkdfSync("sha256", secret, by, info, bytes));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), sender]);
  const secret = derive(pair.computeSecret(sender), auth, info, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error("The record has no delimiter");
  return padded.subarray(0, end).toString();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A push service as browsers have one: it takes encrypted messages for the browsers that it knows. */
export async function startPushService(): Promise<{
  origin: string;
  newBrowser(): TestBrowser;
  stop(): Promise<void>;
}> {
  const browsers = new Map<string, { browser: TestBrowser; keys: BrowserKeys; waiting: ServerResponse[] }>();
  const news = new EventEmitter();

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = browsers.get(request.url ?? "");
    if (known === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { browser, keys, waiting } = known;
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    );
    const body = await bodyOf(request);
    const push = { headers, payload: JSON.parse(decrypt(body, keys)) };
    const answer = browser.answers.shift() ?? { status: 201 };
    browser.asked.push(push);
    browser.bodies.push(body);
    if (answer === "never") {
      // Keeps the connection open.
    } else if (answer === "slow") {
      browser.received.push(push);
      waiting.push(response);
    } else {
      if (answer.status === 201) browser.received.push(push);
      response.writeHead(answer.status, answer.headers ?? {}).end();
    }
    news.emit("asked");
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const origin = `http://127.0.0.1:${address.port}`;

  return {
    origin,
    newBrowser: () => {
      const pair = createECDH("prime256v1");
      pair.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomUUID()}`;
      const waiting: ServerResponse[] = [];
      const browser: TestBrowser = {
        subscription: {
          endpoint: `${origin}${path}`,
          p256dh: pair.getPublicKey().toString("base64url"),
          auth: auth.toString("base64url"),
        },
        received: [],
        asked: [],
        bodies: [],
        answers: [],
        release: () => {
          for (const response of waiting.splice(0)) response.writeHead(201).end();
        },
        wasAsked: async (times) => {
          while (browser.asked.length < times) await once(news, "asked");
        },
      };
      browsers.set(path, { browser, keys: { pair, auth }, waiting });
      return browser;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
