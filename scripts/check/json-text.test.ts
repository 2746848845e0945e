import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const PARSER = "lib/text/read-json.ts";
/** Everything of `JSON` but `JSON.stringify`: also `const { parse } = JSON` and `JSON["parse"]`. */
const BARE_PARSE = /\bJSON\b(?!\.stringify\b)/;
/** The body of a response throws when it is not JSON, such as a proxy's page. */
const BARE_BODY = /\.json\(\)/;

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");

const sources = globSync(["*.ts", "{app,components,hooks,i18n,lib}/**/*.{ts,tsx}"])
  .filter((path) => !/\.test\.tsx?$|\.config\.ts$/.test(path))
  .map((path) => ({ path, text: withoutComments(readFileSync(path, "utf8")) }));

const linesWith = (pattern: RegExp, within: RegExp) =>
  sources
    .filter(({ path }) => within.test(path) && path !== PARSER)
    .flatMap(({ path, text }) =>
      text
        .split("\n")
        .filter((line) => pattern.test(line.replace(/"[^"]*"/g, '""')))
        .map((line) => `${path}: ${line.trim()}`),
    );

test("JSON text is parsed in one place, which does not throw", () => {
  expect(linesWith(BARE_PARSE, /./)).toEqual([]);
});

test("browser code reads the bodies of responses through the guarded parser", () => {
  expect(linesWith(BARE_BODY, /^(components|hooks)\/|^app\/.*_components\/|\/client\//)).toEqual([]);
});

test("this check finds a bare parse, however it is written", () => {
  for (const line of ["JSON.parse(text)", "const { parse } = JSON;", 'JSON["parse"](text)', "call(JSON)"])
    expect(BARE_PARSE.test(line)).toBe(true);
  expect(BARE_PARSE.test("JSON.stringify(value)")).toBe(false);
  expect(sources.length).toBeGreaterThan(300);
});
