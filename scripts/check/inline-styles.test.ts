import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const STYLE = /\sstyle=\{|\sstyle="/;
const screens = globSync("{app,components}/**/*.tsx").filter((path) => !/\.test\.tsx$/.test(path));

test("no screen has a style attribute, which the content security policy refuses in a page from the server", () => {
  expect(screens.length).toBeGreaterThan(100);
  expect(screens.filter((path) => STYLE.test(readFileSync(path, "utf8")))).toEqual([]);
});

test("a style attribute is found", () => {
  expect([`<p style={{ top: 1 }}>`, `<p style="top: 1px">`].map((text) => STYLE.test(text))).toEqual([
    true,
    true,
  ]);
});
