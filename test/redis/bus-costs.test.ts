import { expect, onTestFinished, test, vi } from "vitest";
import { orderChannel } from "@/lib/orders/model/channels";
import type { Bus } from "@/lib/realtime/bus/bus";
import type { LogReader } from "@/lib/realtime/hub/hub-channel";
import { databaseLog } from "@/lib/realtime/hub/process-hub";
import type { HubOptions } from "@/lib/realtime/hub/stream-hub";
import { startPair } from "@/test/support/bus-pair";
import { withDatabase } from "@/test/support/database";
import { startInstance } from "@/test/support/stream-instance";
import { ALONE } from "@/test/support/stream-request";
import { connectBus, withUpstash } from "@/test/support/upstash";

withDatabase();
const upstash = withUpstash();

const SHARDS = 8;
const connect = (graceMs = 0) => connectBus(upstash.shim, { shards: SHARDS, graceMs });
function instance(bus: Bus, options: Partial<HubOptions>) {
  const started = startInstance(bus, { presence: ALONE, ...options });
  onTestFinished(started.stop);
  return started;
}

test("five hundred connections on two thousand channels have no more upstreams than there are shards", async () => {
  const { hub, open } = instance(connect(), { checkMs: 60_000 });
  const channels = Array.from({ length: 2_000 }, () => orderChannel.name(crypto.randomUUID()));
  const streams = await Promise.all(
    Array.from({ length: 500 }, (_, index) => open({ channels: channels.slice(index * 4, index * 4 + 4) })),
  );
  expect(hub.stats()).toMatchObject({ connections: 500 });
  expect(hub.stats().channels).toBeGreaterThan(2_000);
  await vi.waitFor(() => expect(upstash.shim.subscriptions()).toHaveLength(SHARDS));
  expect(new Set(upstash.shim.subscriptions()).size).toBe(SHARDS);
  for (const { leave } of streams) leave();
  await vi.waitFor(() => expect(upstash.shim.subscriptions()).toEqual([]));
});

test("heartbeats cost no command, no request to the service and no query", async () => {
  let queries = 0;
  const counting = <Args extends unknown[], Answer>(read: (...args: Args) => Promise<Answer>) => {
    return async (...args: Args) => {
      queries += 1;
      return read(...args);
    };
  };
  const log: LogReader = {
    readHeads: counting(databaseLog.readHeads),
    readEvents: counting(databaseLog.readEvents),
    readPages: counting(databaseLog.readPages),
    readChanges: counting(databaseLog.readChanges),
  };
  const { open } = instance(connect(), { log, heartbeatMs: 100, checkMs: 60_000 });
  const channels = Array.from({ length: 200 }, () => orderChannel.name(crypto.randomUUID()));
  const streams = await Promise.all(Array.from({ length: 20 }, () => open({ channels })));
  await vi.waitFor(() => expect(new Set(upstash.shim.subscriptions()).size).toBe(SHARDS));
  const before = { ...upstash.shim.counts(), queries };
  await vi.waitFor(
    () => {
      for (const stream of streams) expect(stream.heard("heartbeat").length).toBeGreaterThan(5);
    },
    { timeout: 10_000 },
  );
  expect({ ...upstash.shim.counts(), queries }).toEqual(before);
});

test("a commit costs one request, and one command for each shard that it concerns", async () => {
  const both = await startPair(upstash.shim, { checkMs: 60_000 });
  onTestFinished(both.stop);
  await vi.waitFor(() => expect(both.there.hub.stats().bus.upstreams).toBeGreaterThan(0));
  const before = upstash.shim.counts();
  for (let count = 1; count <= 20; count += 1) {
    await both.say();
    await vi.waitFor(() => expect(both.heardThere()).toHaveLength(count), { interval: 5 });
  }
  await vi.waitFor(() => expect(both.here.hub.stats().bus.published).toBe(20));
  expect(upstash.shim.counts().requests - before.requests).toBe(20);
  expect(upstash.shim.counts().commands - before.commands).toBe(20);
  expect(both.there.hub.stats().fills).toBe(0);
});

test("an upstream stays open for a while after its last listener, so that a reloaded page opens none", async () => {
  const { open } = instance(connect(60_000), { checkMs: 60_000 });
  await vi.waitFor(() => expect(upstash.shim.subscriptions()).toEqual([]));
  const first = await open();
  await vi.waitFor(() => expect(upstash.shim.subscriptions().length).toBeGreaterThan(0));
  const before = upstash.shim.counts().requests;
  const upstreams = upstash.shim.subscriptions().sort();
  first.leave();
  await first.ended;
  const second = await open();
  expect(second.frames).toBeDefined();
  expect(upstash.shim.subscriptions().sort()).toEqual(upstreams);
  expect(upstash.shim.counts().requests).toBe(before);
});
