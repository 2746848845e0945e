import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { upstashBus } from "@/lib/realtime/bus/upstash";
import { busMessage, describeBus } from "@/test/support/bus-contract";
import { type RedisServer, startRedis } from "@/test/support/redis-server";
import { startUpstashShim, type UpstashShim } from "@/test/support/upstash-shim";

let redis: RedisServer;
let shim: UpstashShim;
beforeAll(async () => {
  redis = await startRedis();
  shim = await startUpstashShim(redis.port);
});
afterAll(async () => {
  await shim.stop();
  await redis.stop();
});

afterEach(() => {
  delete shim.faults.status;
});

const connect = (shards: number, graceMs = 0) =>
  upstashBus({ url: shim.url, token: shim.token, shards, graceMs });
const settled = (upstreams: number) => vi.waitFor(() => expect(shim.subscriptions()).toHaveLength(upstreams));

describeBus("Upstash", {
  make: async (shards) => {
    await settled(0);
    return { ours: connect(shards), theirs: connect(shards) };
  },
  settled,
});

describe("the Upstash bus under faults", () => {
  test("counts what it cannot parse, and goes on", async () => {
    await settled(0);
    const bus = connect(1);
    const heard: unknown[] = [];
    const end = bus.subscribe(0, (messages) => heard.push(...messages));
    await settled(1);
    const publisher = new Redis({ port: redis.port });
    const forged = JSON.stringify({
      origin: "x",
      messages: [{ ...busMessage("order:1", 1), data: "{oops" }],
    });
    for (const garbage of ["", "{", "null", '{"origin":"x","messages":[{}]}', "ÿ\u2028,,,", "7", forged])
      await publisher.publish("pw:shard:0", garbage);
    publisher.disconnect();
    await connect(1).publish([busMessage("order:1", 1)]);
    await vi.waitFor(() => expect(heard).toEqual([busMessage("order:1", 1)]));
    expect(bus.stats().unparsable).toBe(7);
    end();
  });

  test("rejects a publish that fails, hands it to its own process all the same, and says how it stands", async () => {
    await settled(0);
    const bus = connect(1);
    const heard: unknown[] = [];
    const end = bus.subscribe(0, (messages) => heard.push(...messages));
    await settled(1);
    shim.faults.status = 500;
    await expect(bus.publish([busMessage("order:1", 1)])).rejects.toThrow();
    expect(heard).toHaveLength(1);
    expect(bus.stats()).toMatchObject({ state: "failing", failures: 1 });
    delete shim.faults.status;
    await bus.publish([busMessage("order:1", 2)]);
    expect(bus.stats().state).toBe("ok");
    end();
  });

  test("sends a commit on many channels in one request", async () => {
    const before = shim.counts().requests;
    await connect(8).publish(Array.from({ length: 30 }, (_, index) => busMessage(`order:${index}`, 1)));
    expect(shim.counts().requests - before).toBe(1);
  });
});
