import { afterEach, expect, test, vi } from "vitest";
import { type AppServer, startApp } from "../support/app-server";
import { NO_LIMITS } from "../support/no-limits";
import { signInAs } from "../support/sign-in";
import { openStream, type StreamClient } from "../support/stream-client";

/** See docs/decisions/0021-a-stream-is-written-to-its-socket.md. */

const METRICS_TOKEN = "a token that only the monitoring knows";
let app: AppServer | undefined;
let clients: StreamClient[] = [];

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await app?.dispose();
  app = undefined;
});

async function pathsOf({ url }: AppServer): Promise<Record<string, number>> {
  const response = await fetch(`${url}/api/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  });
  const lines = (await response.text()).matchAll(/^platewire_streams_by_path\{path="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, path, count]) => [path, Number(count)]));
}

test("streams of `next start` are written to their sockets, not through a web stream", async () => {
  app = await startApp({ env: { ...NO_LIMITS, METRICS_TOKEN } });
  const Cookie = await signInAs(app.url, "lena@demo.test");
  const url = `http://127.0.0.1:${app.port}/api/events/stream`;
  clients = await Promise.all(Array.from({ length: 5 }, () => openStream(url, { Cookie })));
  const running = app;
  await vi.waitFor(async () =>
    expect(await pathsOf(running)).toEqual({ socket: 5, response: 0, web_stream: 0 }),
  );
});
