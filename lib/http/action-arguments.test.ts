import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isArguments } from "./action-arguments";

test.each([
  [
    "of a command",
    '["place_order",{"items":[{"note":"$$5 off","option_ids":[]}]},"a-key-of-eight","$undefined"]',
  ],
  ["without any", "[]"],
])("arguments %s are accepted", (_, text) => {
  expect(isArguments(text)).toBe(true);
});

test.each([
  ["nothing", ""],
  ["broken JSON", '["place_order"'],
  ["an object", '{"0":"place_order"}'],
  ["a text", '"place_order"'],
  ["a reference to another part", '["$1"]'],
  ["a reference to themselves", '["$0:0"]'],
  ["a Map", '["$Q1"]'],
  ["a mark that React does not know", '["$"]'],
  ["a reference far inside", '["a",{"b":[{"c":"$F1"}]}]'],
  ["values within values without end", `${"[".repeat(60_000)}${"]".repeat(60_000)}`],
])("%s is refused", (_, text) => {
  expect(isArguments(text)).toBe(false);
});

test("a text that React has escaped is accepted wherever it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
      const written = JSON.stringify([value], (_, inner: unknown) =>
        typeof inner === "string" && inner.startsWith("$") ? `$${inner}` : inner,
      );
      expect(isArguments(written)).toBe(true);
    }),
  );
});
