import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sources = globSync("{app,components,hooks,lib}/**/*.{ts,tsx}")
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

const filesWith = (pattern: RegExp) =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();

test("ids have one schema, which writes them in one form", () => {
  expect(filesWith(/\bz\s*\.\s*(uuid|guid|uuidv\d)\(/)).toEqual(["lib/text/id.ts"]);
});

test("texts that people give have one schema, which sees through invisible characters", () => {
  expect(filesWith(/\bz\.trim\(|z\.string\(\)\s*\.trim\(|import \{.*\bstorable\b.*\}/)).toEqual([
    // What a sign-in link carries: nobody types it.
    "lib/auth/model/sign-in-link.ts",
    "lib/text/given-text.ts",
  ]);
});

test("bodies are read in one place, which refuses what it cannot decode", () => {
  expect(
    filesWith(/\brequest\.(text|json|formData|arrayBuffer|blob|bytes)\(|\.body\?*\.getReader\(/),
  ).toEqual(["lib/http/body-bytes.ts", "lib/realtime/bus/upstream-stream.ts"]);
});

test("money becomes text in one place, which knows the minor units of every currency", () => {
  expect(filesWith(/style: "currency"/)).toEqual(["lib/text/format.ts"]);
});
