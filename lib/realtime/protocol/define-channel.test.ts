import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { broadcastChannel, roleChannel, userChannel } from "@/lib/auth/model/channels";
import { boardPresenceChannel } from "@/lib/board/model/presence/channel";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { figuresChannel } from "@/lib/figures/model/channels";
import { menuChannel } from "@/lib/menu/model/channels";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import { payoutChannel } from "@/lib/stores/model/payout/channel";
import { teamChannel } from "@/lib/team/model/channel";
import { channelParser } from "./channel-parser";
import { defineChannel } from "./define-channel";

const WITH_UUID = [
  userChannel,
  tenantOrdersChannel,
  orderChannel,
  menuChannel,
  accountChannel,
  figuresChannel,
  boardPresenceChannel,
  teamChannel,
  payoutChannel,
  tenantChatChannel,
  tenantRefundsChannel,
];
const ALL = [...WITH_UUID, roleChannel, broadcastChannel];

describe("a kind of channel", () => {
  test("finds the id in its own names and in no names of other kinds", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...WITH_UUID), (id, kind) => {
        expect(ALL.filter((other) => channelParser(other)(kind.name(id)) !== null)).toEqual([kind]);
        expect(channelParser(kind)(kind.name(id))).toBe(id);
      }),
    );
    expect(channelParser(roleChannel)("role:admin")).toBe("admin");
    expect(channelParser(broadcastChannel)("broadcast")).toBe("");
  });

  test("has the documented names", () => {
    expect([
      userChannel.name("1"),
      tenantOrdersChannel.name("1"),
      orderChannel.name("1"),
      menuChannel.name("1"),
      roleChannel.name("admin"),
      broadcastChannel.name(),
      accountChannel.name("1"),
      figuresChannel.name("1"),
      boardPresenceChannel.name("1"),
      teamChannel.name("1"),
      payoutChannel.name("1"),
      tenantChatChannel.name("1"),
      tenantRefundsChannel.name("1"),
    ]).toEqual([
      ...["user:1", "tenant:1:orders", "order:1", "menu:1", "role:admin", "broadcast", "account:1"],
      "tenant:1:figures",
      "tenant:1:board",
      "tenant:1:team",
      "tenant:1:payout",
      "tenant:1:chat",
      "tenant:1:refunds",
    ]);
  });

  test.each([
    "",
    "user:",
    "user:*",
    "user:1",
    "tenant:x",
    "role:Admin",
    "broadcast ",
    "broadcast\n",
    "order:../x",
  ])("rejects the invalid name %j", (name) =>
    expect(ALL.filter((kind) => channelParser(kind)(name) !== null)).toEqual([]),
  );

  test("matches the characters of its pattern literally", () => {
    const kind = defineChannel({ kind: "odd", pattern: "a.b:{id}+", id: /[0-9]/, events: [] });
    expect(["a.b:1+", "axb:1+", "a.b:11"].map(channelParser(kind))).toEqual(["1", null, null]);
  });
});
