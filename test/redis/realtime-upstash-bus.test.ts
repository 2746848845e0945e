import { Redis } from "ioredis";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Signatures } from "@/lib/realtime/bus/signature";
import { busMessage, describeBus } from "@/test/support/bus-contract";
import { BUS_KEYS, connectBus, withUpstash } from "@/test/support/upstash";

const upstash = withUpstash();

afterEach(() => {
  delete upstash.shim.faults.status;
  delete upstash.shim.faults.hang;
});

const connect = (shards: number, graceMs = 0) => connectBus(upstash.shim, { shards, graceMs });
const settled = (upstreams: number) =>
  vi.waitFor(() => expect(upstash.shim.subscriptions()).toHaveLength(upstreams));

describeBus("Upstash", {
  make: async (shards) => {
    await settled(0);
    return { ours: connect(shards), theirs: connect(shards) };
  },
  settled,
});

describe("the Upstash bus under faults", () => {
  test("counts messages that it did not sign or cannot parse, and continues", async () => {
    await settled(0);
    const bus = connect(1);
    const heard: unknown[] = [];
    const end = bus.subscribe(0, (messages) => heard.push(...messages));
    await settled(1);
    const publisher = new Redis({ port: upstash.redis.port });
    const forged = JSON.stringify({
      origin: "x",
      messages: [{ ...busMessage("order:1", 1), data: "{oops" }],
    });
    for (const garbage of ["", "{", "null", '{"origin":"x","messages":[{}]}', "ÿ\u2028,,,", "7", forged])
      await publisher.publish("pw:shard:0", garbage);
    const signatures = new Signatures(BUS_KEYS);
    for (const garbage of ["", "{", "null", "x 2 [1]", "x 9 []"])
      await publisher.publish("pw:shard:0", signatures.sign("pw:shard:0", garbage));
    publisher.disconnect();
    await connect(1).publish([busMessage("order:1", 1)]);
    await vi.waitFor(() => expect(heard).toEqual([busMessage("order:1", 1)]));
    expect(bus.stats()).toMatchObject({ unparsable: 5, refused: 7 });
    end();
  });

  test("rejects a publish that fails, still delivers it within its own process, and reports that it is failing", async () => {
    await settled(0);
    const bus = connect(1);
    const heard: unknown[] = [];
    const end = bus.subscribe(0, (messages) => heard.push(...messages));
    await settled(1);
    upstash.shim.faults.status = 500;
    await expect(bus.publish([busMessage("order:1", 1)])).rejects.toThrow();
    expect(heard).toHaveLength(1);
    expect(bus.stats()).toMatchObject({ state: "failing", failures: 1 });
    delete upstash.shim.faults.status;
    await bus.publish([busMessage("order:1", 2)]);
    expect(bus.stats().state).toBe("ok");
    end();
  });

  test("sends a commit on many channels in one request", async () => {
    const before = upstash.shim.counts().requests;
    await connect(8).publish(Array.from({ length: 30 }, (_, index) => busMessage(`order:${index}`, 1)));
    expect(upstash.shim.counts().requests - before).toBe(1);
  });

  test("replaces an upstream that has ended without any publish, and checks the new one with one command", async () => {
    await settled(0);
    const bus = connect(1);
    const end = bus.subscribe(0, () => undefined);
    await vi.waitFor(() => expect(bus.stats().upstreams).toBe(1));
    const before = upstash.shim.counts();
    upstash.shim.disturb("end");
    await vi.waitFor(() => expect(bus.stats()).toMatchObject({ upstreams: 0, state: "failing" }));
    await vi.waitFor(() =>
      expect(bus.stats()).toMatchObject({ upstreams: 1, state: "ok", resubscriptions: 1 }),
    );
    expect(upstash.shim.counts().commands - before.commands).toBe(1);
    end();
  });

  test("skips a line of 2 MB and keeps the upstream", async () => {
    await settled(0);
    const bus = connect(1);
    const heard: unknown[] = [];
    const end = bus.subscribe(0, (messages) => heard.push(...messages));
    await vi.waitFor(() => expect(bus.stats().upstreams).toBe(1));
    upstash.shim.disturb("huge_line");
    await connect(1).publish([busMessage("order:1", 1)]);
    await vi.waitFor(() => expect(heard).toEqual([busMessage("order:1", 1)]));
    expect(bus.stats()).toMatchObject({ state: "ok", unparsable: 1, resubscriptions: 0 });
    end();
  });

  test("rejects a publish that the service never answers, and recovers", async () => {
    await settled(0);
    const bus = connect(1);
    upstash.shim.faults.hang = true;
    await expect(bus.publish([busMessage("order:1", 1)])).rejects.toThrow();
    expect(bus.stats().state).toBe("failing");
    delete upstash.shim.faults.hang;
    await vi.waitFor(() => expect(bus.stats().state).toBe("ok"), { timeout: 3_000 });
    bus.close();
  });

  test("ends its upstreams at once when it is closed, opens none again, and still publishes", async () => {
    await settled(0);
    const bus = connect(1, 60_000);
    const other = connect(1);
    const heard: unknown[] = [];
    bus.subscribe(0, () => undefined);
    const end = other.subscribe(0, (messages) => heard.push(...messages));
    await settled(2);
    bus.close();
    await settled(1);
    expect(bus.stats().upstreams).toBe(0);
    bus.subscribe(0, () => undefined);
    await bus.publish([busMessage("order:1", 1)]);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    await settled(1);
    end();
  });

  test("a listener that throws affects neither the others nor the upstream", async () => {
    await settled(0);
    const bus = connect(1);
    const heard: unknown[] = [];
    const ends = [
      bus.subscribe(0, () => {
        throw new Error("not today");
      }),
      bus.subscribe(0, (messages) => heard.push(...messages)),
    ];
    await vi.waitFor(() => expect(bus.stats().upstreams).toBe(1));
    await connect(1).publish([busMessage("order:1", 1)]);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(bus.stats()).toMatchObject({ state: "ok", resubscriptions: 0 });
    for (const end of ends) end();
  });
});
