import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { parseJson } from "./parse-json";
import { readJsonText } from "./read-json";

const schema = z.object({ n: z.number() });

test("text that is not JSON, or JSON of another shape, is null", () => {
  for (const text of ["", "{", "undefined", "<!doctype html>", '{"n":"1"}', "null", "[]", "\uD800"])
    expect(parseJson(schema, text)).toBeNull();
});

test("JSON of the shape is returned", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(parseJson(schema, JSON.stringify({ n }))).toEqual({ n: Object.is(n, -0) ? 0 : n });
    }),
  );
});

test("no text throws", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseJson(schema, text);
      readJsonText(text);
    }),
  );
});
