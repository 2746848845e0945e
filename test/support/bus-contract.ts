import { afterEach, describe, expect, test, vi } from "vitest";
import type { Bus, BusMessage } from "@/lib/realtime/bus/bus";
import { shardOf } from "@/lib/realtime/protocol/channel-hash";

export function busMessage(channel: string, offset: number): BusMessage {
  return {
    channel,
    epoch: "a",
    offset,
    type: "said",
    priority: "normal",
    key: null,
    isThrottled: false,
    data: `{"n":${offset}}`,
  };
}

const SHARDS = 4;
const names = Array.from({ length: 40 }, (_, index) => `order:${index}`);
const here = names.filter((name) => shardOf(name, SHARDS) === 1);
const [first = "", second = ""] = here;
const [elsewhere = ""] = names.filter((name) => shardOf(name, SHARDS) === 2);

interface Adapter {
  /** Returns two connected buses: of two processes, or the same one twice. */
  make(shards: number): Promise<{ ours: Bus; theirs: Bus }>;
  /** Resolves when this many upstreams are open at the service, if there is one. */
  settled(upstreams: number): Promise<void>;
}

export function describeBus(name: string, adapter: Adapter): void {
  describe(`the ${name} bus`, () => {
    const open: (() => void)[] = [];
    const listen = (bus: Bus, shard: number) => {
      const heard: BusMessage[] = [];
      const end = bus.subscribe(shard, (messages) => heard.push(...messages));
      open.push(end);
      return { heard, end };
    };
    afterEach(() => {
      for (const end of open.splice(0)) end();
    });

    test("delivers a commit's messages to the listeners of their shard, complete and in order", async () => {
      const { ours, theirs } = await adapter.make(SHARDS);
      const one = listen(theirs, 1);
      const other = listen(theirs, 2);
      await adapter.settled(2);
      const sent = [
        busMessage(first, 1),
        busMessage(second, 1),
        busMessage(elsewhere, 9),
        busMessage(first, 2),
      ];
      await ours.publish(sent);
      await vi.waitFor(() => {
        expect(one.heard).toEqual([sent[0], sent[1], sent[3]]);
        expect(other.heard).toEqual([sent[2]]);
      });
    });

    test("delivers them once to the publisher's own process, and not within the call", async () => {
      const { ours } = await adapter.make(SHARDS);
      const { heard } = listen(ours, 1);
      const marker = listen(ours, 2);
      await adapter.settled(2);
      const publishing = ours.publish([busMessage(first, 1)]);
      expect(heard).toEqual([]);
      await publishing;
      await ours.publish([busMessage(elsewhere, 1)]);
      await vi.waitFor(() => expect(marker.heard).toHaveLength(1));
      expect(heard).toEqual([busMessage(first, 1)]);
    });

    test("opens one upstream for each shard, and closes it after the last of many listeners ends", async () => {
      const { ours, theirs } = await adapter.make(SHARDS);
      const listeners = Array.from({ length: 20 }, () => listen(theirs, 1));
      await adapter.settled(1);
      await vi.waitFor(() => expect(theirs.stats().upstreams).toBe(1));
      await ours.publish([busMessage(first, 1)]);
      await vi.waitFor(() => {
        for (const { heard } of listeners) expect(heard).toHaveLength(1);
      });
      for (const { end } of listeners) end();
      await vi.waitFor(() => expect(theirs.stats().upstreams).toBe(0));
      await adapter.settled(0);
    });

    test("continues after a resubscription", async () => {
      const { ours, theirs } = await adapter.make(SHARDS);
      const { heard } = listen(theirs, 1);
      await adapter.settled(1);
      theirs.resubscribe(1, performance.now() + 60_000);
      // Messages may be lost until the new upstream is open.
      await vi.waitFor(async () => {
        await ours.publish([busMessage(first, 1)]);
        expect(heard).toContainEqual(busMessage(first, 1));
      });
      expect(theirs.stats()).toMatchObject({ upstreams: 1, state: "ok" });
    });

    test("delivers nothing to an ended subscription, and ending it twice has no effect", async () => {
      const { ours, theirs } = await adapter.make(SHARDS);
      const gone = listen(theirs, 1);
      const stays = listen(theirs, 1);
      await adapter.settled(1);
      gone.end();
      gone.end();
      await ours.publish([busMessage(first, 1)]);
      await vi.waitFor(() => expect(stays.heard).toHaveLength(1));
      expect(gone.heard).toEqual([]);
    });
  });
}
