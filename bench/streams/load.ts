import { setTimeout as pause } from "node:timers/promises";
import { quantile } from "../support/median";
import { LoadClient, type Tally } from "./load-client";
import { type Order, orderSchema, type Report } from "./load-protocol";

interface Group {
  readonly tally: Tally;
  readonly clients: LoadClient[];
  readonly failures: string[];
}

const SILENCE_MS = 2_000;
const groups = new Map<string, Group>();

function groupOf(name: string): Group {
  const group = groups.get(name) ?? { tally: { received: 0, latencies: [] }, clients: [], failures: [] };
  groups.set(name, group);
  return group;
}

async function open({
  group: name,
  port,
  streams,
  atOnce,
  stamp,
}: Extract<Order, { do: "open" }>): Promise<number> {
  const group = groupOf(name);
  const began = performance.now();
  const waiting = [...streams];
  const openNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { path, headers } = next;
      const failure = await new Promise<string | null>((settled) => {
        group.clients.push(new LoadClient(port, path, headers, group.tally, stamp, settled));
      });
      if (failure !== null) group.failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openNext));
  return performance.now() - began;
}

async function arrived({ tally }: Group, expected: number): Promise<void> {
  for (let before = -1; tally.received < expected && tally.received !== before; ) {
    before = tally.received;
    for (let waited = 0; waited < SILENCE_MS && tally.received < expected; waited += 20) await pause(20);
  }
}

function report(group: Group, ms: number): Report {
  const sorted = group.tally.latencies.toSorted((a, b) => a - b);
  return {
    ms,
    open: group.clients.filter((client) => client.isOpen).length,
    received: group.tally.received,
    p50: quantile(sorted, 0.5) || 0,
    p95: quantile(sorted, 0.95) || 0,
    p99: quantile(sorted, 0.99) || 0,
    failures: group.failures.slice(0, 5),
  };
}

async function carryOut(order: Order): Promise<Report> {
  const group = groupOf(order.group);
  switch (order.do) {
    case "open":
      return report(group, await open(order));
    case "count":
      group.tally.received = 0;
      group.tally.latencies = [];
      break;
    case "report":
      await arrived(group, order.expected);
      break;
    case "close":
      for (const client of group.clients) client.close();
      groups.delete(order.group);
  }
  return report(group, 0);
}

process.on("message", (message: unknown) => {
  void carryOut(orderSchema.parse(message)).then((done) => process.send?.(done));
});
process.on("disconnect", () => process.exit());
