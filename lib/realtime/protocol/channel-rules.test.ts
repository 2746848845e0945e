import { describe, expect, test, vi } from "vitest";
import { composeChannels, defineChannelRule } from "./channel-rules";
import { defineChannel } from "./define-channel";

interface Viewer {
  rooms: readonly string[];
}

const roomChannel = defineChannel({ kind: "room", pattern: "room:{id}", id: /[a-z]/, events: ["said"] });
const houseChannel = defineChannel({ kind: "house", pattern: "house", events: [] });
const mayReadRooms = vi.fn(async ({ rooms }: Viewer, ids: readonly string[]) =>
  ids.filter((id) => rooms.includes(id)),
);
const roomRule = defineChannelRule({
  channel: roomChannel,
  mayRead: mayReadRooms,
  defaults: ({ rooms }) => rooms,
  findSpent: async (ids) => ids.filter((id) => id === "z"),
});
const houseRule = defineChannelRule({
  channel: houseChannel,
  mayRead: (_: Viewer, ids) => ids,
  defaults: () => [""],
});
const channels = composeChannels<Viewer, "said">([roomRule, houseRule]);
const viewer = { rooms: ["a", "b"] };

describe("the composed rules of all kinds of channels", () => {
  test("list the default channels of a viewer", () => {
    expect(channels.defaultsOf(viewer)).toEqual(["room:a", "room:b", "house"]);
  });

  test("check each kind once for all of its channels", async () => {
    mayReadRooms.mockClear();
    const names = ["room:a", "room:c", "house", "room:d", "room:b"];
    expect(await channels.judge(viewer, names)).toEqual({ malformed: [], forbidden: ["room:c", "room:d"] });
    expect(mayReadRooms.mock.calls).toEqual([[viewer, ["a", "c", "d", "b"]]]);
  });

  test("report names of unknown kinds, and check no others then", async () => {
    mayReadRooms.mockClear();
    expect(await channels.judge(viewer, ["room:a", "attic"])).toEqual({
      malformed: ["attic"],
      forbidden: [],
    });
    expect(mayReadRooms).not.toHaveBeenCalled();
  });

  test("find the channels on which nothing will be published again", async () => {
    expect(await channels.findSpent(["room:a", "room:z", "house", "attic"])).toEqual(["room:z"]);
  });

  test("cannot contain two rules for one kind", () => {
    expect(() => composeChannels<Viewer, "said">([roomRule, roomRule])).toThrow("Two rules");
  });
});
