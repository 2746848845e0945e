import { isDeepStrictEqual } from "node:util";
import { vi } from "vitest";
import * as z from "zod";
import { StreamClient } from "@/lib/realtime/client/stream/stream-client";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineCatalogue, defineEvent } from "@/lib/realtime/protocol/define-event";
import { FakeBrowser, type FakeTab, type Offers } from "./fake-browser";
import { FakeEventSource } from "./fake-event-source";
import { FakeStreamServer } from "./fake-stream-server";

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});
const catalogue = defineCatalogue([said]);
export const MINE = "user:me";
export const ORDERS = ["order:a", "order:b", "order:c"];

/** `heard` has events by number and resets by reason. */
export type WorldTab = ReturnType<ReturnType<typeof makeWorld>["openTab"]>;

/** Makes a browser and its server. `random` returns numbers from 0 to 1. */
export function makeWorld(random: () => number = () => 0, offers: Offers = "locks") {
  const byUrl = new Map<string, FakeTab>();
  const delayMs = () => Math.floor(random() * 60);
  const browser = new FakeBrowser(delayMs, offers);
  const server = new FakeStreamServer([MINE], delayMs, (source, say) => {
    // Frames keep their order; a hung tab reads them later.
    byUrl.get(new URL(source.url, "http://localhost").pathname)?.whenAwake(say);
  });
  vi.stubGlobal(
    "EventSource",
    class extends FakeEventSource {
      constructor(url: string) {
        super(url);
        server.accept(this);
      }
    },
  );
  const beating = setInterval(() => server.beat(), 10_000);

  function openTab(channels: readonly string[] = [], session = "s") {
    const tab = browser.openTab();
    const url = `/stream/${browser.tabs.length}`;
    byUrl.set(url, tab);
    const client = new StreamClient({
      url,
      catalogue,
      cursor: server.cursorOf([MINE, ...channels]),
      channels: [MINE],
      session,
      locksAndChannels: tab.locksAndChannels,
    });
    const from = new Map<string, number>();
    const heard = new Map<string, (number | string)[]>();
    const read = (channel: string) => {
      from.set(channel, server.count(channel));
      const list: (number | string)[] = [];
      heard.set(channel, list);
      client.subscribe(channel, (message) =>
        list.push(message.kind === "event" ? message.data.n : message.reason),
      );
    };
    for (const channel of [MINE, ...channels]) read(channel);
    client.start();
    return {
      tab,
      client,
      heard,
      owed: () =>
        new Map(
          [...from].map(([channel, start]) => [
            channel,
            Array.from({ length: server.count(channel) - start }, (_, index) => start + index + 1),
          ]),
        ),
      /** Channels in which the tab knows of something else than the end of the log. */
      behind: () =>
        [...from.keys()].filter((channel) => {
          const positions = [client.cursor() ?? "", server.cursorOf([channel])].map(
            (cursor) => decodeCursor(cursor)?.get(channel) ?? null,
          );
          return !isDeepStrictEqual(positions[0], positions[1]);
        }),
      readToo: (channel: string) => {
        if (from.has(channel)) return;
        client.expect([MINE], server.cursorOf([channel]), session);
        read(channel);
      },
      close: () => client.stop(),
      crash: () => {
        tab.crash();
        for (const source of FakeEventSource.all)
          if (new URL(source.url, "http://localhost").pathname === url) source.close();
        // Stop the timers: the test's process continues.
        client.stop();
      },
    };
  }
  return { browser, server, openTab, end: () => clearInterval(beating) };
}
