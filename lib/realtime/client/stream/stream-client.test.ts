// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { encodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineCatalogue, defineEvent } from "@/lib/realtime/protocol/define-event";
import { CHANNELS_PER_STREAM } from "@/lib/realtime/protocol/limits";
import { FakeEventSource as Line } from "@/test/support/fake-event-source";
import type { StreamMessage } from "./reader";
import { StreamClient } from "./stream-client";

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});
const catalogue = defineCatalogue([said]);
const MINE = "user:me";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  vi.stubGlobal("EventSource", Line);
  Line.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function makeClient(
  cursor: string | null = encodeCursor([[MINE, { epoch: "a", offset: 0 }]]),
  channels: readonly string[] = [MINE],
) {
  const client = new StreamClient({
    url: "/stream",
    catalogue,
    cursor,
    channels,
    session: "s",
    locksAndChannels: null,
  });
  const heard: StreamMessage[] = [];
  return { client, heard, listen: (message: StreamMessage) => void heard.push(message) };
}
const turn = () => vi.advanceTimersByTimeAsync(0);

describe("a page's stream", () => {
  test("opens at the page's cursor and passes each event to the listeners of its channel", () => {
    const { client, heard, listen } = makeClient();
    client.subscribe(MINE, listen);
    client.start();
    expect(Line.last().query.get("cursor")).toBe(encodeCursor([[MINE, { epoch: "a", offset: 0 }]]));
    Line.last().connect([MINE]);
    expect(client.status().state).toBe("live");
    Line.last().event(1, MINE);
    expect(heard).toEqual([{ kind: "event", type: "said", data: { n: 1 }, channel: MINE, offset: 1 }]);
    client.stop();
  });

  test("resumes from its cursor after the connection broke, without duplicates", async () => {
    const { client, heard, listen } = makeClient();
    client.subscribe(MINE, listen);
    client.start();
    Line.last().connect([MINE]);
    Line.last().event(1, MINE);
    Line.last().event(2, MINE);
    Line.last().fail();
    expect(client.status().state).toBe("connecting");
    await vi.advanceTimersByTimeAsync(600);
    expect(Line.last().query.get("cursor")).toBe(encodeCursor([[MINE, { epoch: "a", offset: 2 }]]));
    Line.last().connect([MINE]);
    Line.last().event(2, MINE);
    Line.last().event(3, MINE);
    expect(heard.map((message) => message.kind === "event" && message.offset)).toEqual([1, 2, 3]);
    client.stop();
  });

  test("reconnects when the stream has been silent for 25 seconds", async () => {
    const { client } = makeClient();
    client.start();
    Line.last().connect([MINE]);
    await vi.advanceTimersByTimeAsync(20_000);
    Line.last().say("heartbeat", {});
    await vi.advanceTimersByTimeAsync(24_000);
    expect(Line.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(Line.all).toHaveLength(2);
    expect(Line.open()).toHaveLength(1);
    client.stop();
  });

  test("reads a newly requested channel on a new stream before the old one ends", async () => {
    const { client, heard, listen } = makeClient();
    client.start();
    const old = Line.last();
    old.connect([MINE]);
    client.subscribe("order:x", listen);
    client.subscribe("order:x", listen);
    await turn();
    expect(Line.open()).toHaveLength(2);
    expect(Line.last().query.get("channels")).toBe("order:x");
    old.event(1, MINE);
    Line.last().connect([MINE, "order:x"]);
    expect(Line.open()).toEqual([Line.last()]);
    Line.last().event(1, MINE);
    Line.last().event(1, "order:x");
    expect(heard).toHaveLength(2);
    client.stop();
  });

  test("passes a late subscriber the events since its data was read", () => {
    const { client, heard, listen } = makeClient();
    client.start();
    Line.last().connect([MINE]);
    for (const offset of [1, 2, 3]) Line.last().event(offset, MINE);
    client.subscribe(MINE, listen, encodeCursor([[MINE, { epoch: "a", offset: 1 }]]));
    expect(heard.map((message) => message.kind === "event" && message.offset)).toEqual([2, 3]);
    client.stop();
  });

  test("passes a late subscriber a reset when those events are no longer known", () => {
    const { client, heard, listen } = makeClient(encodeCursor([[MINE, { epoch: "a", offset: 40 }]]));
    client.start();
    Line.last().connect([MINE]);
    Line.last().event(41, MINE);
    client.subscribe(MINE, listen, encodeCursor([[MINE, { epoch: "a", offset: 12 }]]));
    expect(heard).toEqual([{ kind: "reset", channel: MINE, reason: "skipped" }]);
    client.stop();
  });

  test("passes a late subscriber a reset when its data was read from another log, whatever the offset", () => {
    const { client, heard, listen } = makeClient(encodeCursor([[MINE, { epoch: "a", offset: 0 }]]));
    client.start();
    Line.last().connect([MINE]);
    Line.last().event(1, MINE);
    const reset = { kind: "reset", channel: MINE, reason: "skipped" };
    for (const offset of [0, 1, 9]) {
      heard.length = 0;
      client.subscribe(MINE, listen, encodeCursor([[MINE, { epoch: "b", offset }]]));
      expect(heard).toEqual([reset]);
    }
    client.stop();
  });

  test("continues when a handler throws, and reports the error", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const { client, heard, listen } = makeClient();
    client.subscribe(MINE, () => {
      throw new Error("a bug in one component");
    });
    client.subscribe(MINE, listen);
    client.start();
    Line.last().connect([MINE]);
    Line.last().event(1, MINE);
    expect(heard).toHaveLength(1);
    expect(reported).toHaveBeenCalledTimes(1);
    client.stop();
  });

  test("is signed out after a bye with that reason and after a response with 401", async () => {
    const said = makeClient().client;
    said.start();
    Line.last().connect([MINE]);
    Line.last().say("bye", { reason: "signed_out", retry_ms: 0 });
    expect(said.status().state).toBe("signed_out");

    const fetched = vi.fn<typeof fetch>(async () => new Response("{}", { status: 401 }));
    vi.stubGlobal("fetch", fetched);
    const refused = makeClient().client;
    refused.start();
    Line.last().fail(true);
    await turn();
    expect(fetched.mock.calls[0]?.[0]).toBe(Line.last().url);
    expect(refused.status().state).toBe("signed_out");
    expect(Line.open()).toEqual([]);
    said.stop();
    refused.stop();
  });

  test("is signed out when the stream belongs to another person", () => {
    const { client, heard, listen } = makeClient();
    client.subscribe(MINE, listen);
    client.start();
    Line.last().connect([MINE]);
    Line.last().fail();
    window.dispatchEvent(new Event("online"));
    Line.last().connect(["user:somebody-else"]);
    expect(client.status().state).toBe("signed_out");
    expect(Line.open()).toEqual([]);
    expect(heard).toEqual([]);
    client.stop();
  });

  test("reconnects when the request for the reason of a refusal gets no answer, and aborts that request", async () => {
    const asked: (AbortSignal | null | undefined)[] = [];
    const silent: typeof fetch = (_, init) => {
      asked.push(init?.signal);
      return new Promise((_resolve, reject) =>
        init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))),
      );
    };
    vi.stubGlobal("fetch", vi.fn(silent));
    const { client } = makeClient();
    client.start();
    Line.last().fail(true);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(Line.all).toHaveLength(2);
    expect(asked.map((signal) => signal?.aborted)).toEqual([true]);
    client.stop();
  });

  test("is refused after a response with 400, and live when the server accepts it later", async () => {
    const refusal = vi.fn<typeof fetch>(async () => new Response("{}", { status: 400 }));
    vi.stubGlobal("fetch", refusal);
    const { client } = makeClient();
    client.start();
    Line.last().fail(true);
    await turn();
    expect(client.status().state).toBe("refused");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(Line.all).toHaveLength(2);
    expect(client.status().state).toBe("refused");
    Line.last().connect([MINE]);
    expect(client.status().state).toBe("live");
    client.stop();
  });

  test("reads the maximum number of channels, each from its own position, without naming the session's channels", () => {
    const channels = Array.from({ length: CHANNELS_PER_STREAM }, () =>
      tenantOrdersChannel.name(crypto.randomUUID()),
    ).sort();
    const cursor = encodeCursor(channels.map((channel, offset) => [channel, { epoch: "a", offset }]));
    const { client, heard, listen } = makeClient(cursor, channels);
    client.subscribeToAll(listen);
    client.start();
    expect(Line.last().query.get("cursor")).toBe(cursor);
    expect(Line.last().query.get("channels")).toBeNull();
    Line.last().connect(channels, cursor);
    for (const [offset, channel] of channels.entries()) Line.last().event(offset + 1, channel);
    expect(client.status().state).toBe("live");
    expect(heard.map(({ channel, kind }) => [channel, kind])).toEqual(
      channels.map((channel) => [channel, "event"]),
    );
    client.stop();
  });

  test("requests one channel more than a stream may carry, and shows the server's refusal", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn<typeof fetch>(async () => new Response("{}", { status: 400 })),
    );
    const channels = Array.from({ length: CHANNELS_PER_STREAM + 1 }, () =>
      tenantOrdersChannel.name(crypto.randomUUID()),
    );
    const { client } = makeClient(null, channels);
    client.start();
    expect(Line.all).toHaveLength(1);
    Line.last().fail(true);
    await turn();
    expect(client.status().state).toBe("refused");
    client.stop();
  });

  test("waits for the Retry-After of a busy server", async () => {
    const busy = async () => new Response("{}", { status: 503, headers: { "Retry-After": "20" } });
    vi.stubGlobal("fetch", vi.fn<typeof fetch>(busy));
    const { client } = makeClient();
    client.start();
    Line.last().fail(true);
    await vi.advanceTimersByTimeAsync(19_900);
    expect(Line.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(Line.all).toHaveLength(2);
    client.stop();
  });

  test("opens at once when the network returns or the page is shown again", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client } = makeClient();
    client.start();
    for (const wake of ["online", "pageshow"]) {
      Line.last().fail();
      const before = Line.all.length;
      window.dispatchEvent(new Event(wake));
      expect(Line.all).toHaveLength(before + 1);
    }
    client.stop();
  });

  test.each(["connected", "heartbeat", "reset", "bye", "said"])(
    "goes on after a frame %s whose text is broken",
    async (name) => {
      vi.spyOn(console, "warn").mockImplementation(() => undefined);
      for (const text of ["", "{", "nonsense", "<!doctype html>", "null", "[]", '"', '{"channel":1}']) {
        const { client, heard, listen } = makeClient();
        client.subscribe(MINE, listen);
        client.start();
        expect(() => Line.last().sayText(name, text)).not.toThrow();
        await vi.advanceTimersByTimeAsync(2_000);
        Line.last().connect([MINE]);
        expect(() => Line.last().sayText(name, text)).not.toThrow();
        await vi.advanceTimersByTimeAsync(2_000);
        Line.last().connect([MINE]);
        Line.last().event(1, MINE);
        expect(client.status().state).toBe("live");
        expect(heard.at(-1)).toMatchObject({ type: "said", offset: 1 });
        client.stop();
      }
    },
  );

  test("leaves no stream, timer or listener behind after a thousand starts and stops", () => {
    const added = [vi.spyOn(window, "addEventListener"), vi.spyOn(document, "addEventListener")];
    const { client, listen } = makeClient();
    for (let count = 0; count < 1_000; count++) {
      client.start();
      const end = client.subscribe(MINE, listen);
      const endStatus = client.onStatus(() => undefined);
      Line.last().connect([MINE]);
      end();
      endStatus();
      client.stop();
    }
    expect(Line.all).toHaveLength(1_000);
    expect(Line.open()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    for (const { mock } of added)
      for (const [, , options] of mock.calls) expect(options).toMatchObject({ signal: { aborted: true } });
  });
});
