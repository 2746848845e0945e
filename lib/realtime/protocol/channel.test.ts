import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channelName, parseChannel, shardOf } from "./channel";

describe("a channel's name", () => {
  test("is read as what it was made of", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(parseChannel(channelName.user(id))).toEqual({ kind: "user", id });
        expect(parseChannel(channelName.tenantOrders(id))).toEqual({ kind: "tenant_orders", id });
        expect(parseChannel(channelName.order(id))).toEqual({ kind: "order", id });
        expect(parseChannel(channelName.menu(id))).toEqual({ kind: "menu", id });
      }),
    );
    expect(parseChannel("role:admin")).toEqual({ kind: "role", id: "admin" });
    expect(parseChannel("broadcast")).toEqual({ kind: "broadcast" });
  });

  test.each([
    "",
    "user:",
    "user:*",
    "user:1",
    "tenant:x",
    "role:Admin",
    "broadcast ",
    "control",
    "broadcast\n",
    "order:../x",
  ])("that none can have is refused: %j", (name) => expect(parseChannel(name)).toBeNull());
});

describe("sharding", () => {
  test("gives a channel the same shard everywhere, and spreads channels over all of them", () => {
    expect(shardOf("broadcast", 8)).toBe(4);
    const counts = Array.from({ length: 8 }, () => 0);
    for (let index = 0; index < 8_000; index++) {
      const shard = shardOf(channelName.user(crypto.randomUUID()), 8);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(800);
  });
});
