import { Redis } from "ioredis";
import { expect, onTestFinished, test, vi } from "vitest";
import { queryable } from "@/lib/db/client";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { encodeBatches } from "@/lib/realtime/bus/message";
import { type BusKeys, Signatures } from "@/lib/realtime/bus/signature";
import { topicOf } from "@/lib/realtime/bus/topic";
import { readHeads } from "@/lib/realtime/log/log";
import { shardOf } from "@/lib/realtime/protocol/channel-hash";
import { busMessage } from "@/test/support/bus-contract";
import { SHARDS, startPair } from "@/test/support/bus-pair";
import { withDatabase } from "@/test/support/database";
import { BUS_KEYS, connectBus, withUpstash } from "@/test/support/upstash";

withDatabase();
const upstash = withUpstash();

const OTHER: BusKeys = { key: "another key of the bus, long enough for tests" };

function forger() {
  const redis = new Redis({ port: upstash.redis.port });
  onTestFinished(() => redis.disconnect());
  return redis;
}

const bodyOf = (message: BusMessage) => encodeBatches("somebody", [message])[0] ?? "";

test("whoever can publish to Redis can neither add an event, nor replace one, nor cause a reset", async () => {
  const pair = await startPair(upstash.shim);
  onTestFinished(pair.stop);
  const { channel, there } = pair;
  await pair.isHeardOnBus();
  await pair.say();
  await vi.waitFor(() => expect(pair.heardThere()).toHaveLength(1));
  const epoch = (await readHeads(await queryable(), [channel])).get(channel)?.epoch ?? "";

  const topic = topicOf(shardOf(channel, SHARDS));
  const elsewhere = topicOf((shardOf(channel, SHARDS) + 1) % SHARDS);
  const next = { ...busMessage(channel, 2), epoch, data: '{"n":666}' };
  const genuine = new Signatures(BUS_KEYS);
  const ephemeral = { ...next, offset: null, epoch: "", key: "", type: "glimpse" };
  const ofAnotherEpoch = { ...next, epoch: "forged" };
  const far = { ...next, offset: 10_000 };
  const altered = genuine.sign(topic, bodyOf({ ...next, data: '{"n":111}' })).replace("111", "666");
  const forged = [
    ...[next, ephemeral, ofAnotherEpoch, far].flatMap((message) => [
      bodyOf(message),
      `pw2 ${bodyOf(message)}`,
      `pw3 ${"A".repeat(43)} ${bodyOf(message)}`,
      new Signatures(OTHER).sign(topic, bodyOf(message)),
      genuine.sign(elsewhere, bodyOf(message)),
    ]),
    altered,
  ];
  const redis = forger();
  for (const text of forged) await redis.publish(topic, text);
  await vi.waitFor(() => expect(there.hub.stats().bus.refused).toBe(forged.length));

  await pair.say();
  await vi.waitFor(() => expect(pair.heardThere()).toHaveLength(2));
  expect(pair.heardThere().map(({ n, offset }) => [n, offset])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(pair.heardHere().map(({ n }) => n)).toEqual([1, 2]);
  expect(pair.resets()).toEqual([]);
});

test("while the key is replaced step by step, messages between neighbouring steps arrive", async () => {
  const steps: BusKeys[] = [
    BUS_KEYS,
    { key: BUS_KEYS.key, other: OTHER.key },
    { key: OTHER.key, other: BUS_KEYS.key },
    OTHER,
  ];
  await vi.waitFor(() => expect(upstash.shim.subscriptions()).toHaveLength(0));
  for (const [index, keys] of steps.slice(1).entries()) {
    const before = connectBus(upstash.shim, { shards: 1, keys: steps[index] ?? keys });
    const after = connectBus(upstash.shim, { shards: 1, keys });
    const heard: BusMessage[][] = [[], []];
    before.subscribe(0, (messages) => heard[0]?.push(...messages));
    after.subscribe(0, (messages) => heard[1]?.push(...messages));
    await vi.waitFor(() => expect(upstash.shim.subscriptions()).toHaveLength(2));
    await before.publish([busMessage("order:1", 1)]);
    await after.publish([busMessage("order:1", 2)]);
    await vi.waitFor(() => {
      for (const messages of heard) expect(messages.map(({ offset }) => offset).sort()).toEqual([1, 2]);
    });
    expect([before.stats().refused, after.stats().refused]).toEqual([0, 0]);
    before.close();
    after.close();
    await vi.waitFor(() => expect(upstash.shim.subscriptions()).toHaveLength(0));
  }
});

test("instances with different keys refuse each other's messages, and the log still delivers every event", async () => {
  const pair = await startPair(upstash.shim, {}, { there: OTHER });
  onTestFinished(pair.stop);
  await pair.isHeardOnBus();
  for (let n = 0; n < 3; n += 1) await pair.say();
  await vi.waitFor(() => expect(pair.heardThere().map(({ n }) => n)).toEqual([1, 2, 3]));
  // The log may have been faster than the bus.
  await vi.waitFor(() => expect(pair.there.hub.stats().bus.refused).toBeGreaterThan(0));
  expect(pair.resets()).toEqual([]);
});
