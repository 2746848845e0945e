import fc from "fast-check";
import { expect, test } from "vitest";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { FrameCache } from "@/lib/realtime/log/frame-cache";
import { durableBody } from "@/lib/realtime/protocol/frames";
import { UNWRITTEN } from "@/lib/realtime/protocol/position";
import { TimedThrottle } from "@/lib/realtime/publish/timed-throttle";
import { CONTROL_CHANNEL } from "./control";
import { ControlFollower, readControlPosition } from "./control-follower";
import { DeliveryTimes } from "./delivery-times";
import { HubChannel } from "./hub-channel";

const EPOCH = "e1";

function setUp() {
  const log = {
    readHeads: async () => new Map(),
    readEvents: async () => ({ ...UNWRITTEN, events: [] }),
    readPages: async () => [],
    readChanges: async () => ({ now: 0, heads: new Map() }),
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
  const channel = new HubChannel(CONTROL_CHANNEL, 0, {
    log,
    counts,
    throttle,
    frames: new FrameCache(),
    times: new DeliveryTimes(),
    failed: () => undefined,
  });
  const dropped: string[] = [];
  const follower = new ControlFollower(channel, {
    dropUser: (userId) => dropped.push(userId),
    dropCredential: (id) => dropped.push(`credential ${id}`),
    dropAll: () => dropped.push("everybody"),
  });
  channel.subscriptions.add(follower.subscription);
  const say = (offset: number, data: object, type = "drop_user") =>
    channel.onMessage({
      channel: CONTROL_CHANNEL,
      epoch: EPOCH,
      offset,
      type,
      priority: "urgent",
      key: null,
      isThrottled: false,
      data: JSON.stringify(data),
    });
  const drop = (offset: number, userId: string) => say(offset, { user_id: userId });
  const revoke = (offset: number, id: string) => say(offset, { credential_id: id }, "drop_credential");
  const wasDropped = (userId: string, since: { epoch: string; offset: number }) =>
    follower.endedSince({ userId, credentialId: "another" }, since) === "dropped";
  return { follower, channel, dropped, say, drop, revoke, wasDropped };
}
const at = (offset: number, epoch = EPOCH) => ({ epoch, offset });

test("refuses exactly the people who were dropped after they were authorised, or whose authorisation is too old", () => {
  const person = fc.constantFrom("ana", "ben", "cem", "dia");
  fc.assert(
    fc.property(
      fc.nat({ max: 5 }),
      fc.array(person, { maxLength: 30 }),
      person,
      fc.nat({ max: 40 }),
      (head, drops, who, since) => {
        const { follower, drop, wasDropped } = setUp();
        follower.begin({ epoch: EPOCH, head, tail: 0 });
        for (const [index, userId] of drops.entries()) drop(head + 1 + index, userId);
        const isKnown = since >= head;
        const isMeant = drops.some((userId, index) => userId === who && head + 1 + index > since);
        expect(wasDropped(who, at(since))).toBe(isMeant || !isKnown);
      },
    ),
  );
});

test("remembers a bounded number of drops, and treats forgotten ones as drops", () => {
  const { follower, drop, wasDropped } = setUp();
  follower.begin({ epoch: EPOCH, head: 0, tail: 0 });
  for (let offset = 1; offset <= 5_000; offset++) drop(offset, `user ${offset}`);
  expect(wasDropped("user 1", at(0))).toBe(true);
  expect(wasDropped("somebody", at(3_999))).toBe(true);
  expect(wasDropped("somebody", at(4_000))).toBe(false);
  expect(wasDropped("user 4500", at(4_499))).toBe(true);
  expect(wasDropped("user 4500", at(4_500))).toBe(false);
});

test("refuses a stream whose credential ended after it was authorised, and no other stream of that person", () => {
  const { follower, dropped, revoke } = setUp();
  follower.begin({ epoch: EPOCH, head: 0, tail: 0 });
  revoke(1, "phone");
  const endedSince = (credentialId: string, offset: number) =>
    follower.endedSince({ userId: "ana", credentialId }, at(offset));
  expect(dropped).toEqual(["credential phone"]);
  expect(endedSince("phone", 0)).toBe("revoked");
  expect(endedSince("phone", 1)).toBeNull();
  expect(endedSince("laptop", 0)).toBeNull();
});

test("treats an authorisation from another epoch as too old", () => {
  const { follower, wasDropped } = setUp();
  follower.begin({ epoch: EPOCH, head: 3, tail: 0 });
  expect(wasDropped("ana", at(3))).toBe(false);
  expect(wasDropped("ana", at(3, "e0"))).toBe(true);
});

test("ignores an event that it cannot parse and continues", () => {
  const { follower, dropped, say, drop } = setUp();
  follower.begin({ epoch: EPOCH, head: 0, tail: 0 });
  say(1, { somebody: "else" });
  drop(2, "ana");
  expect(dropped).toEqual(["ana"]);
});

test("ends all streams when the control channel starts a new epoch", () => {
  const { follower, channel, dropped } = setUp();
  follower.begin({ epoch: EPOCH, head: 2, tail: 0 });
  channel.resetAll({ epoch: "e2", head: 7, tail: 7 }, "epoch");
  expect(dropped).toEqual(["everybody"]);
  expect(follower.position).toEqual(at(7, "e2"));
});

test("has position 0 in an unwritten channel", async () => {
  expect(await readControlPosition(async () => new Map())).toEqual({ epoch: "", offset: 0 });
});

test("parses drops from encoded frames", () => {
  const { follower, dropped } = setUp();
  const body = durableBody(CONTROL_CHANNEL, 1, "drop_user", JSON.stringify({ user_id: "data: ana\nben" }));
  follower.deliver(follower.subscription, 1, body);
  expect(dropped).toEqual(["data: ana\nben"]);
});
