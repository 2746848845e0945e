import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import * as z from "zod";
import { changeOrder } from "@/lib/orders/server/commands";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { upstashBus } from "@/lib/realtime/bus/upstash";
import { channelName } from "@/lib/realtime/protocol/channel";
import { withDatabase } from "@/test/support/database";
import { type RedisServer, startRedis } from "@/test/support/redis-server";
import { startInstance } from "@/test/support/stream-instance";
import { startUpstashShim, type UpstashShim } from "@/test/support/upstash-shim";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();
let redis: RedisServer;
let shim: UpstashShim;
beforeAll(async () => {
  redis = await startRedis();
  shim = await startUpstashShim(redis.port);
});
afterAll(async () => {
  await shim?.stop();
  await redis?.stop();
});

/** The position check is off during a test, so that events arrive over the bus only. */
const BUS_ALONE = { checkMs: 3_600_000 };
const updateSchema = z.object({ order_id: z.string(), version: z.number() });

function connectedInstance() {
  const bus = upstashBus({ url: shim.url, token: shim.token, shards: 4, graceMs: 0 });
  const instance = startInstance(bus, BUS_ALONE);
  onTestFinished(instance.stop);
  return { bus, instance };
}

test("an order that is changed at one instance is on the screens of the others, by the bus", async () => {
  const kitchen = await makeRestaurant();
  const lena = await makePerson("Lena");
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const others = [connectedInstance(), connectedInstance()];
  const { bus } = connectedInstance();
  provideBus(bus);
  onTestFinished(() => provideBus(undefined));

  const boards = await Promise.all(
    others.map(({ instance }) => instance.open({ channels: [channelName.tenantOrders(kitchen.id)] })),
  );
  const page = await others[0]?.instance.open({ channels: [channelName.user(lena.userId)] });
  await vi.waitFor(() => {
    const owed = others.map(({ instance }) => instance.hub.stats().bus.upstreams);
    expect(Math.min(...owed)).toBeGreaterThan(0);
    expect(shim.subscriptions()).toHaveLength(owed.reduce((sum, count) => sum + count, 0));
  });

  const order = await makeOrder(lena, kitchen);
  const versions = (stream: { heard(type: string): unknown[] } | undefined) =>
    (stream?.heard("order_status_update") ?? [])
      .map((frame) => updateSchema.parse(frame))
      .filter(({ order_id }) => order_id === order.id)
      .map(({ version }) => version);
  await vi.waitFor(() => expect(versions(page)).toEqual([1]));
  const before = shim.counts().requests;
  for (const [version, name] of [
    [1, "accept"],
    [2, "ready"],
  ] as const)
    expect(await changeOrder(ana, order.id, { name }, { expectedVersion: version })).toMatchObject({
      ok: true,
    });

  await vi.waitFor(() => {
    for (const board of boards) expect(versions(board)).toEqual([2, 3]);
    expect(versions(page)).toEqual([1, 2, 3]);
  });
  for (const board of boards)
    expect(board.heard("new_order")).toEqual([expect.objectContaining({ order_id: order.id, version: 1 })]);
  // No instance had to fill a gap, and each change was published in one request.
  for (const { instance } of others) expect(instance.hub.stats()).toMatchObject({ fills: 0, resets: 0 });
  expect(shim.counts().requests - before).toBe(2);
});
