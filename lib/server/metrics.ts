import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { database } from "@/lib/db/client";
import { hub } from "@/lib/realtime/hub/process-hub";
import type { HubStats } from "@/lib/realtime/hub/stream-hub";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireMetrics: Registry | undefined;
}

type Read = (stats: HubStats) => number;

/** Statistics of the current scrape, computed once for all figures: with 10,000 readers they are expensive. */
let scraped: HubStats | undefined;
const stats = () => scraped ?? hub().stats();

const GAUGES: Record<string, readonly [help: string, read: Read]> = {
  connections: ["Streams open at this instance", (stats) => stats.connections],
  users: ["People who have a stream here", (stats) => stats.users],
  addresses: ["Addresses that have a stream here", (stats) => stats.addresses],
  channels: ["Channels that some stream reads", (stats) => stats.channels],
  cached_bytes: ["Past events held in memory for readers who come back", (stats) => stats.cachedBytes],
  queued_bytes: ["What waits in memory for all readers together", (stats) => stats.queuedBytes],
  bus_ok: ["1 while the bus works, 0 while it fails", ({ bus }) => (bus.state === "ok" ? 1 : 0)],
  bus_state_since_seconds: [
    "When the bus began to work or to fail, in Unix time",
    ({ bus }) => bus.since.getTime() / 1_000,
  ],
  bus_upstreams: ["Subscriptions open at the other side of the bus", ({ bus }) => bus.upstreams],
};

const COUNTERS: Record<string, readonly [help: string, read: Read]> = {
  events_dispatched: ["Durable events given to all readers of a channel", (stats) => stats.dispatched],
  messages_dropped: ["Messages of the bus that told nothing new", (stats) => stats.dropped],
  log_fills: ["Reads of the log for what the bus left out", (stats) => stats.fills],
  log_read_failures: ["Reads of the log that failed", (stats) => stats.readFailures],
  resets: ["Readers that were told to read their data afresh", (stats) => stats.resets],
  frames_shed: ["Ephemeral frames that a slow reader lost", (stats) => stats.shed],
  slow_readers: ["Streams that were ended because their reader was too slow", (stats) => stats.slow],
  bus_published: ["Messages that the bus took", ({ bus }) => bus.published],
  bus_failures: ["Publishes and upstreams that came to nothing", ({ bus }) => bus.failures],
  bus_unparsable: ["Messages of the bus that could not be parsed", ({ bus }) => bus.unparsable],
  bus_resubscriptions: ["Upstreams opened in place of another", ({ bus }) => bus.resubscriptions],
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
      help: "Streams by how their bytes reach their clients",
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
    ...{ name: "platewire_prepared_statements", help: "Different statements that are prepared", registers },
    async collect() {
      this.set((await database()).statistics().named);
    },
  });
  new Counter({
    ...{ name: "platewire_streams_refused_total", help: "Streams that were one too many", registers },
    labelNames: ["cap"] as const,
    collect() {
      this.reset();
      for (const [cap, count] of Object.entries(stats().refused)) this.inc({ cap }, count);
    },
  });
  return registry;
}

/** Returns this instance's metrics in Prometheus' text format, and their content type. */
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
