import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { database } from "@/lib/db/client";
import { hub } from "@/lib/realtime/hub/process-hub";
import type { HubStats } from "@/lib/realtime/hub/stream-hub";
import { countEncoded } from "@/lib/realtime/log/encoded-page";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireMetrics: Registry | undefined;
}

type Read = (stats: HubStats) => number;

/** Caches the statistics of one scrape: with 10,000 readers they are expensive. */
let scraped: HubStats | undefined;
const stats = () => scraped ?? hub().stats();

const GAUGES: Record<string, readonly [help: string, read: Read]> = {
  connections: ["Streams open at this instance", (stats) => stats.connections],
  users: ["People with an open stream at this instance", (stats) => stats.users],
  addresses: ["Addresses with an open stream at this instance", (stats) => stats.addresses],
  channels: ["Channels read by at least one stream", (stats) => stats.channels],
  cached_bytes: ["Past events cached for readers that reconnect", (stats) => stats.cachedBytes],
  queued_bytes: ["Bytes queued for all readers", (stats) => stats.queuedBytes],
  bus_ok: ["1 while the bus works, 0 while it fails", ({ bus }) => (bus.state === "ok" ? 1 : 0)],
  bus_state_since_seconds: [
    "Unix time of the last change of the bus's state",
    ({ bus }) => bus.since.getTime() / 1_000,
  ],
  bus_upstreams: ["Open upstream subscriptions of the bus", ({ bus }) => bus.upstreams],
};

const COUNTERS: Record<string, readonly [help: string, read: Read]> = {
  events_dispatched: ["Durable events dispatched to the readers of a channel", (stats) => stats.dispatched],
  events_encoded: ["Durable events encoded, each once for all readers", countEncoded],
  messages_dropped: ["Bus messages without new events", (stats) => stats.dropped],
  log_fills: ["Reads of the log for events missing from the bus", (stats) => stats.fills],
  log_read_failures: ["Reads of the log that failed", (stats) => stats.readFailures],
  events_repaired: ["Events that readers got from the log instead of the bus", (stats) => stats.repaired],
  events_lost: ["Channels whose live readers had to read anew", (stats) => stats.lost],
  resets: ["Resets sent to readers", (stats) => stats.resets],
  frames_shed: ["Ephemeral frames dropped for slow readers", (stats) => stats.shed],
  slow_readers: ["Streams closed because their reader was too slow", (stats) => stats.slow],
  bus_published: ["Messages published to the bus", ({ bus }) => bus.published],
  bus_failures: ["Failed publishes and upstreams", ({ bus }) => bus.failures],
  bus_unparsable: ["Bus messages that could not be parsed", ({ bus }) => bus.unparsable],
  bus_refused: ["Bus messages whose signature is missing or wrong", ({ bus }) => bus.refused],
  bus_resubscriptions: ["Upstreams reopened", ({ bus }) => bus.resubscriptions],
};

function makeRegistry(): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const [name, [help, read]] of Object.entries(GAUGES))
    new Gauge({
      ...{ name: `platewire_${name}`, help, registers },
      collect() {
        this.set(read(stats()));
      },
    });
  for (const [name, [help, read]] of Object.entries(COUNTERS))
    new Counter({
      ...{ name: `platewire_${name}_total`, help, registers },
      collect() {
        this.reset();
        this.inc(read(stats()));
      },
    });
  new Gauge({
    ...{
      name: "platewire_streams_by_path",
      help: "Streams by the path of their bytes to the client",
      registers,
    },
    labelNames: ["path"] as const,
    collect() {
      for (const [path, count] of Object.entries(stats().paths)) this.set({ path }, count);
    },
  });
  new Counter({
    ...{ name: "platewire_database_statements_total", help: "Statements sent to the database", registers },
    async collect() {
      const { sent } = (await database()).statistics();
      this.reset();
      this.inc(sent);
    },
  });
  new Gauge({
    ...{ name: "platewire_prepared_statements", help: "Distinct prepared statements", registers },
    async collect() {
      this.set((await database()).statistics().named);
    },
  });
  new Counter({
    ...{ name: "platewire_streams_refused_total", help: "Streams refused by a cap", registers },
    labelNames: ["cap"] as const,
    collect() {
      this.reset();
      for (const [cap, count] of Object.entries(stats().refused)) this.inc({ cap }, count);
    },
  });
  return registry;
}

export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  globalThis.platewireMetrics ??= makeRegistry();
  const registry = globalThis.platewireMetrics;
  scraped = hub().stats();
  try {
    return { text: await registry.metrics(), contentType: registry.contentType };
  } finally {
    scraped = undefined;
  }
}
