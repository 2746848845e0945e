import { expect, test } from "vitest";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { FrameCache } from "@/lib/realtime/log/frame-cache";
import type { LogPage } from "@/lib/realtime/log/log";
import { type LogHead, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { TimedThrottle } from "@/lib/realtime/publish/timed-throttle";
import { durableMessage } from "@/test/support/bus-messages";
import { DeliveryTimes } from "./delivery-times";
import { HubChannel, type LogReader } from "./hub-channel";
import { PositionCheck } from "./position-check";

const at = (head: number): LogHead => ({ epoch: "life", head, tail: 0 });

function setUp(count: number) {
  let now = 1_000;
  const appended = new Map<string, { head: number; at: number }>();
  const asked: { names: number; rows: number; since: (number | null)[] } = { names: 0, rows: 0, since: [] };
  const headOf = (name: string) => at(appended.get(name)?.head ?? 0);
  const log: LogReader = {
    readHeads: async (names) => {
      asked.names += names.length;
      return new Map(names.map((name) => [name, headOf(name)]));
    },
    readEvents: async (name, after): Promise<LogPage> => ({
      ...headOf(name),
      events: Array.from({ length: headOf(name).head - after }, (_, n) => ({
        offset: after + 1 + n,
        type: "said",
        data: "{}",
      })),
    }),
    readPages: async () => [],
    readChanges: async (since) => {
      asked.since.push(since);
      const changed = [...appended].filter(([, { at }]) => since !== null && at >= since);
      asked.rows += changed.length;
      return { now, heads: new Map(changed.map(([name]) => [name, headOf(name)])) };
    },
  };
  const counts = {
    dispatched: 0,
    dropped: 0,
    fills: 0,
    repaired: 0,
    lost: 0,
    resets: 0,
    shed: 0,
    slow: 0,
    readFailures: 0,
  };
  const throttle = new TimedThrottle<BusMessage>(() => undefined);
  const channels = new Map(
    Array.from({ length: count }, (_, n) => `order:${n}`).map((name, n) => {
      const channel = new HubChannel(name, n % 8, {
        log,
        counts,
        throttle,
        frames: new FrameCache(),
        times: new DeliveryTimes(),
        failed: () => undefined,
      });
      channel.onHead(at(0));
      return [name, channel];
    }),
  );
  return {
    log,
    channels,
    asked,
    append: (name: string) => {
      const head = headOf(name).head + 1;
      appended.set(name, { head, at: now });
      return durableMessage(name, head);
    },
    pass: (seconds: number) => {
      now += seconds;
    },
  };
}

test("reads only the channels that were appended to", async () => {
  const { log, channels, asked, append, pass } = setUp(20_000);
  const check = new PositionCheck(log);
  await check.run(channels);
  expect(asked).toEqual({ names: 20_000, rows: 0, since: [null] });
  for (let look = 0; look < 10; look++) {
    pass(2);
    append(`order:${look}`);
    append("order:of somebody else's instance");
    await check.run(channels);
  }
  expect(asked.names).toBe(20_000);
  // Each append is within the overlap of at most three checks.
  expect(asked.rows).toBeLessThanOrEqual(10 * 2 * 3);
  expect(asked.since.slice(1)).toEqual(Array.from({ length: 10 }, (_, n) => 1_000 + 2 * n - 5));
});

test("finds an append that was committed seconds after its timestamp", async () => {
  const { log, channels, append, pass } = setUp(3);
  const check = new PositionCheck(log);
  await check.run(channels);
  const late = append("order:1");
  pass(4);
  const { confirmAfterMs } = await check.run(channels);
  expect(confirmAfterMs).toBeGreaterThan(0);
  expect(late.offset).toBe(1);
});

test("compares all channels periodically and finds appends that earlier checks missed", async () => {
  const { log, channels, asked, append, pass } = setUp(5);
  const check = new PositionCheck(log, 300, 0);
  await check.run(channels);
  append("order:1");
  pass(600);
  const { confirmAfterMs } = await check.run(channels);
  expect(confirmAfterMs).toBeGreaterThan(0);
  expect(asked.names).toBe(10);
});

test("reports a shard as silent when no message has arrived by the check after the one that found the event", async () => {
  const { log, channels, append, pass } = setUp(4);
  const check = new PositionCheck(log);
  await check.run(channels);
  append("order:1");
  const late = append("order:2");
  expect((await check.run(channels)).silent).toEqual(new Set());
  channels.get("order:2")?.onMessage(late);
  pass(1);
  const { silent } = await check.run(channels);
  expect(silent).toEqual(new Set([channels.get("order:1")?.shard]));
});

test("has nothing to confirm for unwritten channels", async () => {
  const { log, channels } = setUp(1);
  const channel = channels.get("order:0");
  channel?.checkPosition(UNWRITTEN);
  expect((await new PositionCheck(log).run(channels)).confirmAfterMs).toBeNull();
});
