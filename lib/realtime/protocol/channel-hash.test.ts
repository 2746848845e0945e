import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { userChannel } from "@/lib/auth/model/channels";
import { CHANNEL_KEY_LENGTH, channelKey, shardOf } from "./channel-hash";

describe("sharding", () => {
  test("gives a channel the same shard in every process, and spreads channels over all shards", () => {
    expect(shardOf("broadcast", 8)).toBe(4);
    const counts = Array.from({ length: 8 }, () => 0);
    for (let index = 0; index < 8_000; index++) {
      const shard = shardOf(userChannel.name(crypto.randomUUID()), 8);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(800);
  });
});

describe("a channel's key", () => {
  test("is the same in every process, and always ten characters of base 36", () => {
    expect([channelKey(""), channelKey("broadcast")]).toEqual(["wvjl67o803", "u6ck2x3rry"]);
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(channelKey(name)).toMatch(/^[0-9a-z]{10}$/);
        expect(channelKey(name)).toHaveLength(CHANNEL_KEY_LENGTH);
      }),
    );
  });

  test("differs between a hundred thousand channels with random and sequential ids", () => {
    const names = Array.from({ length: 50_000 }, (_, index) => [
      userChannel.name(crypto.randomUUID()),
      userChannel.name(`00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`),
    ]).flat();
    expect(new Set(names.map(channelKey)).size).toBe(names.length);
  });
});
