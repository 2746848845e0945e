import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BusMessage } from "./bus";
import { decodeBatch, encodeBatches, isFrom } from "./message";

const message: fc.Arbitrary<BusMessage> = fc.record({
  channel: fc.constantFrom("user:a", "tenant:b:orders", "broadcast"),
  epoch: fc.constantFrom("", "1f2e3d4c"),
  offset: fc.option(fc.integer({ min: 1 })),
  type: fc.constantFrom("said", "order_status_update"),
  priority: fc.constantFrom("low", "normal", "high", "urgent"),
  key: fc.option(fc.string({ maxLength: 100 })),
  isThrottled: fc.boolean(),
  data: fc.dictionary(fc.string(), fc.string({ unit: "binary" })).map((data) => JSON.stringify(data)),
});

describe("a published payload", () => {
  test("round-trips any content on one line", () => {
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const texts = encodeBatches("here", messages);
        expect(texts).toHaveLength(1);
        expect(texts.flatMap((text) => decodeBatch(text))).toEqual(messages);
        expect(texts.join("")).not.toMatch(/[\n\r]/);
      }),
    );
  });

  test("is split, in order, into payloads that fit the line limit", () => {
    const messages = Array.from(
      { length: 40 },
      (_, index): BusMessage => ({
        ...{ channel: "broadcast", epoch: "a", offset: index + 1, type: "said", priority: "normal" },
        ...{ key: null, isThrottled: false, data: JSON.stringify({ text: "ü".repeat(30_000) }) },
      }),
    );
    const texts = encodeBatches("here", messages);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThan(1024 * 1024);
    expect(texts.flatMap((text) => decodeBatch(text))).toEqual(messages);
  });

  test("is split by the size of its heads too", () => {
    const messages = Array.from(
      { length: 10_000 },
      (_, index): BusMessage => ({
        ...{ channel: `user:${"a".repeat(36)}`, epoch: "1f2e3d4c", offset: index + 1, type: "said" },
        ...{ priority: "normal", key: null, isThrottled: false, data: "{}" },
      }),
    );
    const texts = encodeBatches("here", messages);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThan(512 * 1024);
    expect(texts.flatMap((text) => decodeBatch(text))).toEqual(messages);
  });

  test("is recognised as this process's own without being parsed", () => {
    const [text = ""] = encodeBatches("here", []);
    expect(isFrom("here", text)).toBe(true);
    expect(isFrom("her", text)).toBe(false);
    expect(decodeBatch(text)).toEqual([]);
  });

  test("is rejected when it is truncated, altered or merged with another", () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1 }), fc.nat(), (messages, seed) => {
        const [text = ""] = encodeBatches("here", messages);
        // The origin only decides which process drops the message.
        const begin = "here ".length;
        const at = begin + (seed % (text.length - begin));
        expect(decodeBatch(text.slice(0, at) + text.slice(at + 1))).toBeNull();
        expect(decodeBatch(text.slice(0, at))).toBeNull();
        expect(decodeBatch(`${text.slice(0, at)}data: message,pw:shard:1,${text}`)).toBeNull();
      }),
    );
  });

  test("is rejected when it has another format", () => {
    const bodyOf = (heads: string, data: string) => `x ${heads.length} ${heads}${data}`;
    const head = { channel: "order:1", epoch: "a", offset: 1, type: "said", priority: "normal", key: null };
    const whole = { ...head, isThrottled: false, length: 2 };
    expect(decodeBatch(bodyOf(JSON.stringify([whole]), "{}"))).toHaveLength(1);
    for (const [heads, data] of [
      ["[", ""],
      ["{}", ""],
      ["[1]", ""],
      [JSON.stringify([head]), "{}"],
      [JSON.stringify([whole]), ""],
      [JSON.stringify([whole]), "{}{}"],
      [JSON.stringify([{ ...whole, type: "Said\n" }]), "{}"],
      [JSON.stringify([{ ...whole, length: 1e9 }]), "{}"],
      [JSON.stringify([whole]), "[]"],
    ] as const)
      expect(decodeBatch(bodyOf(heads, data))).toBeNull();
    for (const text of ["", "x", "x 0 ", "x y 2 []", "x 2 []x", " 2 []", "null", "7", '{"origin":"x"}'])
      expect(decodeBatch(text)).toBeNull();
  });
});
