import { expect, onTestFinished, test, vi } from "vitest";
import * as z from "zod";
import { userChannel } from "@/lib/auth/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { withDatabase } from "@/test/support/database";
import { startInstance } from "@/test/support/stream-instance";
import { connectBus, withUpstash } from "@/test/support/upstash";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();
const upstash = withUpstash();

/** Turns off the position check, so that events arrive over the bus only. */
const BUS_ALONE = { checkMs: 3_600_000 };
const updateSchema = z.object({ order_id: z.string(), version: z.number() });

function connectedInstance() {
  const bus = connectBus(upstash.shim, { shards: 4 });
  const instance = startInstance(bus, BUS_ALONE);
  onTestFinished(instance.stop);
  return { bus, instance };
}

test("a change of an order at one instance reaches the streams of the others over the bus", async () => {
  const kitchen = await makeRestaurant();
  const lena = await makePerson("Lena");
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const others = [connectedInstance(), connectedInstance()];
  const { bus } = connectedInstance();
  provideBus(bus);
  onTestFinished(() => provideBus(undefined));

  const boards = await Promise.all(
    others.map(({ instance }) => instance.open({ channels: [tenantOrdersChannel.name(kitchen.id)] })),
  );
  const page = await others[0]?.instance.open({ channels: [userChannel.name(lena.userId)] });
  await vi.waitFor(() => {
    const owed = others.map(({ instance }) => instance.hub.stats().bus.upstreams);
    expect(Math.min(...owed)).toBeGreaterThan(0);
    expect(upstash.shim.subscriptions()).toHaveLength(owed.reduce((sum, count) => sum + count, 0));
  });

  const order = await makeOrder(lena, kitchen);
  const versions = (stream: { heard(type: string): unknown[] } | undefined) =>
    (stream?.heard("order_status_update") ?? [])
      .map((frame) => updateSchema.parse(frame))
      .filter(({ order_id }) => order_id === order.id)
      .map(({ version }) => version);
  await vi.waitFor(() => expect(versions(page)).toEqual([1]));
  const before = upstash.shim.counts().requests;
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
  for (const { instance } of others) expect(instance.hub.stats()).toMatchObject({ fills: 0, resets: 0 });
  expect(upstash.shim.counts().requests - before).toBe(2);
});
