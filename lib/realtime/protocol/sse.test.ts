import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sseParser } from "@/test/support/sse-parser";
import { durableBody, ephemeralFrame } from "./frames";
import { encodeFrame, idField } from "./sse";

const text = fc.string({ unit: "binary" });
const line = fc.string({ unit: "grapheme" }).map((value) => value.replace(/[\r\n\0]/g, ""));

describe("a frame", () => {
  test("is parsed to the same fields by the specification's algorithm, however it is split into chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ event: line, data: text, id: line }), { maxLength: 5 }),
        fc.nat(),
        (frames, cut) => {
          const encoded = frames.map(encodeFrame).join("");
          const at = encoded.length === 0 ? 0 : cut % encoded.length;
          const parse = sseParser();
          // A CR at the end of a chunk waits for its LF: our frames hold none.
          expect(encoded).not.toMatch(/\r/);
          const read = [...parse(encoded.slice(0, at)), ...parse(encoded.slice(at))];
          expect(read).toEqual(
            frames.map(({ event, data, id }) => ({
              event: event === "" ? "message" : event,
              data: data.replace(/\r\n|\r/g, "\n"),
              id,
            })),
          );
        },
      ),
    );
  });

  test.each(["a\nb", "a\rb", "a\r\nid: forged", "a\0b"])("rejects an id with line ends or NUL (%j)", (id) => {
    expect(() => idField(id)).toThrow();
  });

  test("of an event is one line of JSON that begins with channel and offset", () => {
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const [, data = "", ...rest] = decode(
          durableBody("order:x", 7, "said", JSON.stringify(fields)),
        ).split("\n");
        expect(rest).toEqual([""]);
        expect(JSON.parse(data.replace("data: ", ""))).toEqual(
          JSON.parse(JSON.stringify({ channel: "order:x", offset: 7, ...fields })),
        );
      }),
    );
    expect(decode(ephemeralFrame("order:x", "said", "{}"))).toBe(
      'event: said\ndata: {"channel":"order:x"}\n\n',
    );
  });
});
