import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { channelKey } from "@/lib/realtime/protocol/channel-hash";
import { decodeCursor, encodeChange, encodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineCatalogue, defineEvent } from "@/lib/realtime/protocol/define-event";
import { StreamReader } from "./reader";

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});
const catalogue = defineCatalogue([said]);
const CHANNEL = "order:x";

function event(offset: number, epoch = "a") {
  const text = JSON.stringify({ channel: CHANNEL, offset, n: offset });
  return [text, encodeCursor([[CHANNEL, { epoch, offset }]])] as const;
}
const readerAt = (offset: number) =>
  new StreamReader(catalogue, encodeCursor([[CHANNEL, { epoch: "a", offset }]]));

afterEach(() => vi.restoreAllMocks());

describe("a stream's reader", () => {
  test("returns each event once and in order from overlapping streams", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10 }), { maxLength: 6 }), (restarts) => {
        const reader = readerAt(0);
        const taken: number[] = [];
        for (const restart of [...restarts, 0]) {
          // A stream never has a gap, but may begin anywhere up to the page's position.
          const from = Math.min(restart, taken.length);
          for (let offset = from + 1; offset <= from + 4; offset++)
            for (const message of reader.event("said", ...event(offset)))
              taken.push(message.kind === "event" ? message.data.n : Number.NaN);
        }
        expect(taken).toEqual(taken.map((_, index) => index + 1));
        expect(decodeCursor(reader.cursor() ?? "")?.get(CHANNEL)).toEqual({
          epoch: "a",
          offset: taken.length,
        });
      }),
    );
  });

  test("continues from the position of a reset and returns its reason", () => {
    const reader = readerAt(5);
    const id = encodeCursor([[CHANNEL, { epoch: "b", offset: 2 }]]);
    const frame = JSON.stringify({ channel: CHANNEL, offset: 2, epoch: "b", reason: "epoch" });
    expect(reader.reset(frame, id)).toEqual([{ kind: "reset", channel: CHANNEL, reason: "epoch" }]);
    expect(reader.event("said", ...event(3, "b"))).toMatchObject([{ kind: "event", offset: 3 }]);
    expect(decodeCursor(reader.cursor() ?? "")?.get(CHANNEL)).toEqual({ epoch: "b", offset: 3 });
  });

  test("returns a reset for an event with an unknown name or shape", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const reader = readerAt(0);
    const [, id] = event(1);
    const skipped = { kind: "reset", channel: CHANNEL, reason: "skipped" };
    expect(reader.event("said", JSON.stringify({ channel: CHANNEL, offset: 1, n: "one" }), id)).toEqual([
      skipped,
    ]);
    expect(reader.event("said", ...event(3))).toMatchObject([skipped, { kind: "event", offset: 3 }]);
    expect(reader.event("said", "no json", id)).toEqual([]);
    expect(reader.mismatches).toBe(2);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("returns an ephemeral event without an offset and keeps its position", () => {
    const reader = readerAt(4);
    expect(reader.event("said", JSON.stringify({ channel: CHANNEL, n: 1 }), "")).toMatchObject([
      { offset: null },
    ]);
    expect(decodeCursor(reader.cursor() ?? "")?.get(CHANNEL)?.offset).toBe(4);
  });

  test("keeps a cursor that it cannot parse, and removes channels that the stream does not carry", () => {
    const reader = new StreamReader(catalogue, "from another version");
    expect(reader.cursor()).toBe("from another version");
    reader.begin([CHANNEL], encodeCursor([[CHANNEL, { epoch: "a", offset: 9 }]]));
    expect(decodeCursor(reader.cursor() ?? "")?.get(CHANNEL)?.offset).toBe(9);
    reader.begin([], encodeCursor([]));
    expect(reader.cursor()).toBeNull();
  });

  test("ignores events and resets of channels that only other tabs read", () => {
    const reader = readerAt(3);
    reader.begin(
      [CHANNEL],
      encodeCursor([
        [CHANNEL, { epoch: "a", offset: 3 }],
        ["order:y", { epoch: "a", offset: 8 }],
      ]),
    );
    const id = encodeCursor([["order:y", { epoch: "a", offset: 9 }]]);
    expect(reader.event("said", JSON.stringify({ channel: "order:y", offset: 9, n: 9 }), id)).toEqual([]);
    expect(reader.reset(JSON.stringify({ channel: "order:y", offset: 9, reason: "trimmed" }), id)).toEqual(
      [],
    );
    expect(reader.position("order:y")).toBeUndefined();
  });

  test("ignores a reset for a tab that was further behind, but not one for a log that was set back", () => {
    const reset = (offset: number, reason: string) => JSON.stringify({ channel: CHANNEL, offset, reason });
    const idAt = (offset: number) => encodeCursor([[CHANNEL, { epoch: "a", offset }]]);
    const reader = readerAt(7);
    expect(reader.reset(reset(7, "too_far"), idAt(7))).toEqual([]);
    expect(reader.reset(reset(6, "epoch"), idAt(6))).toEqual([]);
    expect(reader.reset(reset(8, "too_far"), idAt(8))).toHaveLength(1);
    expect(reader.reset(reset(2, "ahead"), idAt(2))).toHaveLength(1);
    expect(reader.position(CHANNEL)?.offset).toBe(2);
  });

  test("returns a reset when a shared stream continues in another epoch, whatever the offset", () => {
    const reader = readerAt(5);
    expect(reader.event("said", ...event(3, "b"))).toMatchObject([
      { kind: "reset", reason: "skipped" },
      { kind: "event", offset: 3 },
    ]);
    expect(reader.position(CHANNEL)).toEqual({ epoch: "b", offset: 3 });
  });

  test("returns a reset when a whole cursor includes events that it did not receive", () => {
    const reader = readerAt(5);
    const at = (epoch: string, offset: number) => encodeCursor([[CHANNEL, { epoch, offset }]]);
    reader.begin([CHANNEL], at("a", 5));
    for (const id of [at("a", 5), at("a", 4), at("", 0), encodeCursor([]), "garbage", ""])
      expect(reader.compare(id)).toEqual([]);
    expect(reader.compare(encodeChange(channelKey(CHANNEL), { epoch: "a", offset: 9 }))).toEqual([]);
    const skipped = { kind: "reset", channel: CHANNEL, reason: "skipped" };
    expect(reader.compare(at("a", 7))).toEqual([skipped]);
    expect(reader.position(CHANNEL)?.offset).toBe(7);
    for (const id of [at("b", 2), at("c", 0)])
      expect(reader.compare(id)).toEqual([{ ...skipped, reason: "epoch" }]);
  });

  test.each([
    ["at the same position", "a", 5, null],
    ["further behind, for another tab", "a", 3, null],
    ["before the channel's first event", "", 0, null],
    ["beyond it", "a", 6, "skipped"],
    ["in another log", "b", 9, "epoch"],
    ["in another log that is empty", "b", 0, "epoch"],
  ])("returns a reset at once when a shared stream begins %s, if it has missed something", (...stream) => {
    const [, epoch, offset, reason] = stream;
    const reader = readerAt(5);
    const id = encodeCursor([[CHANNEL, { epoch, offset }]]);
    expect(reader.begin([CHANNEL], id)).toEqual(
      reason === null ? [] : [{ kind: "reset", channel: CHANNEL, reason }],
    );
    expect(reader.position(CHANNEL)).toEqual(reason === null ? { epoch: "a", offset: 5 } : { epoch, offset });
    expect(reader.compare(id)).toEqual([]);
  });

  test("has missed nothing of a channel that it knows as unwritten when a stream begins before the first event", () => {
    const at = (epoch: string) => encodeCursor([[CHANNEL, { epoch, offset: 0 }]]);
    const reader = new StreamReader(catalogue, at(""));
    expect(reader.begin([CHANNEL], at("a"))).toEqual([]);
    expect(reader.event("said", ...event(1))).toMatchObject([{ kind: "event", offset: 1 }]);
  });

  test("returns a reset for a channel of a shared stream in which the page has no position", () => {
    const id = encodeCursor([
      [CHANNEL, { epoch: "a", offset: 5 }],
      ["order:y", { epoch: "a", offset: 9 }],
    ]);
    const reader = readerAt(5);
    expect(reader.begin([CHANNEL, "order:y"], id)).toEqual([
      { kind: "reset", channel: "order:y", reason: "joined" },
    ]);
    expect(reader.begin([CHANNEL, "order:y"], id)).toEqual([]);
    expect(new StreamReader(catalogue, null).begin([CHANNEL, "order:y"], id)).toEqual([]);
  });
});
