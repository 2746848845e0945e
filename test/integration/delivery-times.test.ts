import { expect, test, vi } from "vitest";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { transaction } from "@/lib/db/transaction";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { processBus } from "@/lib/realtime/bus/process-bus";
import { publish } from "@/lib/realtime/publish/publish";
import { systemHealth } from "@/lib/status/model/events";
import { latencyOf, sumOf } from "@/lib/status/model/latency";
import { withDatabase } from "@/test/support/database";
import { startInstance } from "@/test/support/stream-instance";

withDatabase();

const announce = () =>
  transaction(async (tx) =>
    publish(tx, [
      {
        channel: broadcastChannel.name(),
        event: systemHealth,
        data: {
          status: "degraded",
          uptime_seconds: 1,
          memory: { rss_bytes: 1, heap_used_bytes: 1, heap_total_bytes: 1 },
          timestamp: new Date().toISOString(),
        },
      },
    ]),
  );

test("the time to a stream is counted, also of an event that only the log could supply, which counts as repaired", async () => {
  const bus = processBus();
  const hearing = startInstance(bus);
  // Gets no message of the bus.
  const deaf = startInstance(memoryBus(bus.shards));
  const streams = [];
  for (const instance of [hearing, deaf])
    streams.push(await instance.open({ channels: [broadcastChannel.name()] }));
  // Catching up is not delivery: the readers are live before the event.
  for (const stream of streams)
    await vi.waitFor(() => expect(stream.connection.subscriptions.every(({ isLive }) => isLive)).toBe(true));
  await announce();
  for (const stream of streams) await vi.waitFor(() => expect(stream.heard("system_health")).toHaveLength(1));
  for (const { hub } of [hearing, deaf])
    await vi.waitFor(() => expect(sumOf(hub.stats().deliveryTimes)).toBe(1));
  const [direct, late] = [hearing.hub.stats(), deaf.hub.stats()];
  expect({ repaired: direct.repaired, lost: direct.lost }).toEqual({ repaired: 0, lost: 0 });
  expect({ repaired: late.repaired, lost: late.lost }).toEqual({ repaired: 1, lost: 0 });
  expect(latencyOf(late.deliveryTimes).p50).toBeLessThan(20_000);
  await Promise.all([hearing.stop(), deaf.stop()]);
});
