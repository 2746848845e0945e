import { describe, expect, test } from "vitest";
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

test("more tabs than one stream serves get streams of their own", () => {
  const members = new Members(() => true);
  const admitted = Array.from({ length: TABS_AT_MOST + 1 }, (_, n) =>
    members.admit({ ...hello, tab: `${n}` }),
  );
  expect(admitted.slice(0, -1).every(Boolean)).toBe(true);
  expect(admitted.at(-1)).toBe(false);
  expect(members.admit({ ...hello, tab: "0", ask: 2 })).toBe(true);
});
