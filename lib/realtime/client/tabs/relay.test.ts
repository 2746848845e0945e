import { describe, expect, test } from "vitest";
import { encodeCursor } from "@/lib/realtime/protocol/cursor";
import { CHANNELS_PER_STREAM, CURSOR_LENGTH } from "@/lib/realtime/protocol/limits";
import { Members } from "./members";
import { type Hello, parseRelayed, TABS_AT_MOST } from "./relay";

const hello: Hello = {
  ...{ kind: "hello", tab: "1-2", ask: 1, channels: ["broadcast"], cursor: null },
  ...{ isServed: false, isWake: false },
};
const fromLeader = { term: 1, seq: 1 };
const frame = { kind: "frame", name: "new_order", text: "{}", id: "c2", ...fromLeader };
const connected = {
  kind: "connected",
  text: "{}",
  id: "v2",
  serves: { "1-2": { ask: 1, since: 1 } },
  ...fromLeader,
};
const names = (count: number) => Array.from({ length: count }, (_, n) => `order:${n}`);

describe("a message between tabs", () => {
  test.each([hello, frame, connected, { kind: "leave", tab: "1-2" }])("is read: %j", (message) => {
    expect(parseRelayed(message)).toEqual(message);
  });

  test.each<[string, unknown]>([
    ["too many channels", { ...hello, channels: names(CHANNELS_PER_STREAM + 1) }],
    ["an endless channel", { ...hello, channels: ["x".repeat(101)] }],
    ["an endless cursor", { ...hello, cursor: "x".repeat(CURSOR_LENGTH + 1) }],
    ["an endless tab", { ...hello, tab: "x".repeat(65) }],
    ["an endless frame", { ...frame, text: "x".repeat(1_000_001) }],
    ["an endless name", { ...frame, name: "x".repeat(65) }],
    ["an endless id", { ...frame, id: "x".repeat(CURSOR_LENGTH + 1) }],
    [
      "too many tabs",
      {
        ...connected,
        serves: Object.fromEntries(names(TABS_AT_MOST + 1).map((tab) => [tab, { ask: 1, since: 1 }])),
      },
    ],
    ["an endless name of a tab", { ...connected, serves: { ["x".repeat(501)]: { ask: 1, since: 1 } } }],
    ["nothing", null],
    ["a text", "hello"],
  ])("is ignored with %s", (_, message) => {
    expect(parseRelayed(message)).toBeNull();
  });
});

describe("the next stream begins, when tabs have positions in different logs,", () => {
  const at = (epoch: string, offset: number) => encodeCursor([["broadcast", { epoch, offset }]]);
  const next = (stream: string | null, ...cursors: string[]) => {
    const members = new Members(() => true);
    if (stream !== null) members.connected(["broadcast"], "{}", stream, 1);
    for (const [n, cursor] of cursors.entries()) members.admit({ ...hello, tab: `${n}`, cursor });
    return members.request().cursor;
  };

  test.each([
    ["at the earliest one in the log of the tab that joined last", null, at("b", 2)],
    ["at the earliest one in the log of the present stream", at("a", 9), at("a", 3)],
    ["before the first event when a tab knows the channel as unwritten", at("", 0), at("", 0)],
  ])("%s", (_, stream, expected) => {
    const [stale, behind, ahead] = [at("a", 3), at("b", 2), at("b", 5)];
    expect(next(stream, behind, stale, ahead)).toBe(expected);
    expect(next(stream, stale, behind, ahead)).toBe(expected);
    expect(next(stream, stale, ahead, behind)).toBe(expected);
  });
});

test("more tabs than one stream serves get streams of their own", () => {
  const members = new Members(() => true);
  const admitted = Array.from({ length: TABS_AT_MOST + 1 }, (_, n) =>
    members.admit({ ...hello, tab: `${n}` }),
  );
  expect(admitted.slice(0, -1).every(Boolean)).toBe(true);
  expect(admitted.at(-1)).toBe(false);
  expect(members.admit({ ...hello, tab: "0", ask: 2 })).toBe(true);
});
